package org.priceunits.cms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a HCPCS table with named columns (workbook or tab-separated extract), on its way to a
 * record.
 */
final class HcpcsRow {
  private static final String FIRST_PROCEDURE_LINE = "3";
  private static final String FIRST_MODIFIER_LINE = "7";

  private final int line;
  private final Map<String, String> cells;

  /** The cells by column name in upper case. */
  HcpcsRow(int line, Map<String, String> cells) {
    this.line = line;
    this.cells = cells;
  }

  /** The record, or null with the reason added to {@code rejected}. */
  @Nullable HcpcsRecord toRecord(HcpcsColumns columns, List<RejectedLine> rejected) {
    String recordId = cell(columns.recordId());
    boolean modifier = recordId.equals(FIRST_MODIFIER_LINE);
    String code = cell(columns.code());
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
      return record(columns, code, modifier);
    } catch (DateTimeException e) {
      rejected.add(
          new RejectedLine(line, "A date of " + code + " cannot be read: " + e.getMessage()));
      return null;
    }
  }

  private HcpcsRecord record(HcpcsColumns columns, String code, boolean modifier) {
    return new HcpcsRecord(
        line,
        code,
        modifier ? HcpcsRecord.Kind.MODIFIER : HcpcsRecord.Kind.CODE,
        cell(columns.longDescription()),
        cell(columns.shortDescription()),
        present(columns.pricing()),
        cell(columns.multiplePricing()),
        cell(columns.coverage()),
        cell(columns.betos()),
        present(columns.typesOfService()),
        present(columns.crossReferences()),
        date(columns.added()),
        date(columns.actionEffective()),
        date(columns.terminated()),
        cell(columns.action()));
  }

  private String cell(String column) {
    return cells.getOrDefault(column, "").strip();
  }

  private List<String> present(List<String> columns) {
    List<String> values = new ArrayList<>();
    for (String column : columns) {
      String value = cell(column);
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

  /** Column names are compared in upper case, without surrounding blanks. */
  static String name(String header) {
    return header.strip().toUpperCase(Locale.ROOT);
  }
}
