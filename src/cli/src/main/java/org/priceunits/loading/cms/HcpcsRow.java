package org.priceunits.loading.cms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a HCPCS table with named columns (workbook or tab-separated extract), before its
 * conversion to a record.
 */
final class HcpcsRow {
  private static final String FIRST_PROCEDURE_LINE = "3";
  private static final String FIRST_MODIFIER_LINE = "7";

  private final int line;
  private final Map<String, String> cells;

  /** The headings that identify a table as a HCPCS file. */
  static final List<String> REQUIRED =
      List.of("HCPC", "RECID", "LONG DESCRIPTION", "ADD DT", "TERM DT");

  /**
   * @param cells the cells by heading in upper case
   */
  HcpcsRow(int line, Map<String, String> cells) {
    this.line = line;
    this.cells = cells;
  }

  /** Returns the record, or null with the reason added to {@code rejected}. */
  @Nullable HcpcsRecord toRecord(List<RejectedLine> rejected) {
    String recordId = cell("RECID");
    boolean modifier = recordId.equals(FIRST_MODIFIER_LINE);
    String code = cell("HCPC");
    if (!modifier && !recordId.equals(FIRST_PROCEDURE_LINE)) {
      rejected.add(
          new RejectedLine(line, "The record id is '" + recordId + "'; 3 or 7 was expected."));
      return null;
    }
    if (!(modifier ? CodeForm.isModifier(code) : CodeForm.isHcpcs(code))) {
      rejected.add(
          new RejectedLine(
              line, "'" + code + "' is not a HCPCS " + (modifier ? "modifier." : "code.")));
      return null;
    }
    try {
      return record(code, modifier);
    } catch (DateTimeException e) {
      rejected.add(
          new RejectedLine(line, "A date of " + code + " cannot be read: " + e.getMessage()));
      return null;
    }
  }

  private HcpcsRecord record(String code, boolean modifier) {
    return new HcpcsRecord(
        line,
        code,
        modifier ? HcpcsRecord.Kind.MODIFIER : HcpcsRecord.Kind.CODE,
        cell("LONG DESCRIPTION"),
        cell("SHORT DESCRIPTION"),
        numbered("PRICE"),
        cell("MULT_PI"),
        cell("COV"),
        cell("BETOS"),
        numbered("TOS"),
        numbered("XREF"),
        date("ADD DT"),
        date("ACT EFF DT"),
        date("TERM DT"),
        cell("ACTION CD"));
  }

  private String cell(String column) {
    return cells.getOrDefault(column, "").strip();
  }

  /**
   * Returns the values of a field that the layout repeats up to five times under numbered names.
   */
  private List<String> numbered(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      String value = cell(name + i);
      if (!value.isEmpty()) {
        values.add(value);
      }
    }
    return values;
  }

  private @Nullable LocalDate date(String column) {
    String value = cell(column);
    return value.isEmpty() ? null : LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE);
  }
}
