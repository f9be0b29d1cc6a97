package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;

/** Tells in which claim and line each segment of a file stands. */
final class X12Places {
  private final List<X12Fault.Place> places = new ArrayList<>();

  X12Places(List<Segment> segments) {
    int order = -1;
    String claim = "";
    String line = "";
    boolean within = false;
    boolean read = true;
    String group = "";
    for (Segment segment : segments) {
      switch (segment.id()) {
        case "GS" -> group = segment.element(8);
        case "ST" -> read = Guide.of(segment, group).isPresent();
        case "CLM" -> {
          within = read;
          order += read ? 1 : 0;
          claim = segment.element(1);
          line = "";
        }
        case "LX" -> line = segment.element(1);
        case "HL", "SE" -> {
          within = false;
          claim = "";
          line = "";
        }
        default -> {
          // The place stays.
        }
      }
      places.add(
          new X12Fault.Place(places.size() + 1, segment.id(), within ? order : -1, claim, line));
    }
  }

  /**
   * @param segment position in the file, from 1; a position without segment is the whole file
   */
  X12Fault.Place of(int segment) {
    return segment < 1 || segment > places.size() ? X12Fault.Place.FILE : places.get(segment - 1);
  }
}
