package org.priceunits.loading.cms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One line of the fixed-width file, by the columns of CMS's record layout of 2015-10-28 (counted
 * from 1, as in the layout).
 *
 * @param number line number in the file
 */
record FixedRecord(int number, String text) {
  /** A first record that ends before its last field is damaged; anything after it is filler. */
  private static final int LAST_FIELD = 293;

  private static final Pattern NUMBERED = Pattern.compile("[0-9]{5}[3478]");
  private static final Pattern DAY = Pattern.compile("[0-9]{8}| {8}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /**
   * Returns true if columns 6 to 11 hold a sequence number and the record id; any other line is a
   * disclaimer or blank.
   */
  boolean isRecord() {
    return NUMBERED.matcher(columns(6, 11)).matches();
  }

  boolean isContinuation() {
    return columns(11, 11).equals("4") || columns(11, 11).equals("8");
  }

  String code() {
    return columns(1, 5).strip();
  }

  String description() {
    return columns(12, 91).strip();
  }

  boolean hasControlCharacter() {
    return CONTROL.matcher(text).find();
  }

  /**
   * Returns why a first record cannot be trusted; empty if it can. An extra or missing byte shows
   * in the dates.
   */
  String fault() {
    if (hasControlCharacter()) {
      return "The record of "
          + code()
          + " contains a control character, so its columns are not certain.";
    }
    if (text.stripTrailing().length() > LAST_FIELD || columns(293, 293).isBlank()) {
      return "The record of " + code() + " does not end with its action code in column 293.";
    }
    for (int start : List.of(269, 277, 285)) {
      if (!DAY.matcher(columns(start, start + 7)).matches()) {
        return "The record of "
            + code()
            + " has no date in columns "
            + start
            + " to "
            + (start + 7)
            + ".";
      }
    }
    return "";
  }

  /** Returns the fields under the names of the workbook, with the joined description. */
  Map<String, String> cells(String description) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("HCPC", code());
    cells.put("RECID", columns(11, 11));
    cells.put("LONG DESCRIPTION", description);
    cells.put("SHORT DESCRIPTION", columns(92, 119));
    repeated(cells, "PRICE", 120, 2, 4);
    cells.put("MULT_PI", columns(128, 128));
    repeated(cells, "XREF", 205, 5, 5);
    cells.put("COV", columns(230, 230));
    cells.put("BETOS", columns(257, 259));
    repeated(cells, "TOS", 261, 1, 5);
    cells.put("ADD DT", columns(269, 276));
    cells.put("ACT EFF DT", columns(277, 284));
    cells.put("TERM DT", columns(285, 292));
    cells.put("ACTION CD", columns(293, 293));
    return cells;
  }

  private void repeated(Map<String, String> cells, String name, int start, int width, int count) {
    for (int i = 0; i < count; i++) {
      cells.put(name + (i + 1), columns(start + i * width, start + (i + 1) * width - 1));
    }
  }

  private String columns(int from, int to) {
    return text.length() < from ? "" : text.substring(from - 1, Math.min(to, text.length()));
  }
}
