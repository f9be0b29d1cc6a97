package org.priceunits.x12;

/**
 * What is wrong with an 837, and where.
 *
 * @param text what is wrong, without the place
 */
public record X12Fault(Place at, String text) {
  /**
   * A place in an 837.
   *
   * @param segment position in the file, from 1; 0 for the file as a whole
   * @param element identifier of the segment and position of the element, such as {@code SV101-7}
   * @param order position of the claim among those of the file, from 0; -1 outside of a claim
   * @param claim number of the claim (CLM01); empty outside of a claim
   * @param line number of the line (LX01); empty outside of a line
   */
  public record Place(int segment, String element, int order, String claim, String line) {
    static final Place FILE = new Place(0, "", -1, "", "");

    Place of(String element) {
      return new Place(segment, element, order, claim, line);
    }
  }

  /** Returns the fault of a file without so many segments before it, and without a claim. */
  X12Fault earlier(int segments) {
    return new X12Fault(
        new Place(Math.max(0, at.segment() - segments), at.element(), -1, "", at.line()), text);
  }

  /** Returns place and fault as one sentence without its full stop. */
  public String sentence() {
    if (at.segment() == 0) {
      return text;
    }
    String claim = at.claim().isEmpty() ? "" : "claim " + at.claim();
    String line = at.line().isEmpty() ? "" : "line " + at.line();
    String within = claim + (claim.isEmpty() || line.isEmpty() ? "" : ", ") + line;
    return "segment %d, %s%s: %s"
        .formatted(at.segment(), at.element(), within.isEmpty() ? "" : " (" + within + ")", text);
  }
}
