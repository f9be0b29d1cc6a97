package org.priceunits.x12;

import java.util.List;

/** What has to stand around service lines so that they can be checked as part of a file. */
final class LinesAlone {
  private static final String NUMBER = "0001";
  private static final String DAY = "20200101";
  private static final String HOUR = "0000";
  private static final String CONTROL = "000000001";
  private static final String ID = "LINES          ";
  private static final String NOTHING = " ".repeat(10);

  private LinesAlone() {}

  /** Returns the segments from ISA to the claim; none of them is ever sent. */
  static List<Segment> before(Guide guide) {
    boolean institutional = guide == Guide.INSTITUTIONAL;
    return List.of(
        Segment.of(
            "ISA",
            "00",
            NOTHING,
            "00",
            NOTHING,
            "ZZ",
            ID,
            "ZZ",
            ID,
            DAY.substring(2),
            HOUR,
            Syntax.REPETITION,
            "00501",
            CONTROL,
            "0",
            "T",
            Syntax.COMPONENT),
        Segment.of("GS", "HC", "LINES", "LINES", DAY, HOUR, 1, "X", guide.version()),
        Segment.of("ST", "837", NUMBER, guide.version()),
        Segment.of("BHT", "0019", "00", "1", DAY, HOUR, "CH"),
        name("41", "46"),
        name("40", "46"),
        Segment.of("HL", "1", "", "20", "1"),
        name("85", "XX"),
        Segment.of("HL", "2", "1", "22", "0"),
        name("IL", "MI"),
        Segment.of(
            "CLM",
            "1",
            "0",
            "",
            "",
            List.of("11", institutional ? "A" : "B", "1"),
            "",
            "A",
            "Y",
            "Y"),
        Segment.of("HI", List.of("ABK", "Z00")));
  }

  private static Segment name(String kind, String qualifier) {
    return Segment.of("NM1", kind, "2", "LINES", "", "", "", "", qualifier, "LINES");
  }

  /**
   * @param before how many segments stand before, with ISA and GS
   */
  static List<Segment> after(int before) {
    return List.of(
        Segment.of("SE", before - 1, NUMBER),
        Segment.of("GE", "1", "1"),
        Segment.of("IEA", "1", CONTROL));
  }
}
