package org.priceunits.loading.cms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a tab-separated text with one header line and no quoting: rows as cells by column name
 * (upper case).
 */
public record TabTable(List<String> columns, List<Row> rows) {

  /** One row below the header; a row that is too short has fewer cells. */
  public record Row(int line, Map<String, String> cells) {
    /** Returns a cell without the blanks around it; empty if the row has no such column. */
    public String cell(String column) {
      return cells.getOrDefault(column, "").strip();
    }
  }

  /** Reads a file in UTF-8; a file without any line is a table without columns. */
  public static TabTable of(byte[] file) {
    List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty()) {
      return new TabTable(List.of(), List.of());
    }
    List<String> columns = new ArrayList<>();
    for (String header : lines.get(0).split("\t", -1)) {
      columns.add(header.strip().toUpperCase(Locale.ROOT));
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        rows.add(new Row(i + 1, cells(columns, lines.get(i).split("\t", -1))));
      }
    }
    return new TabTable(List.copyOf(columns), List.copyOf(rows));
  }

  /** Returns the columns that a table should have and has not. */
  public List<String> missing(List<String> required) {
    return required.stream().filter(column -> !columns.contains(column)).toList();
  }

  private static Map<String, String> cells(List<String> columns, String[] values) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(columns.size(), values.length); i++) {
      cells.put(columns.get(i), values[i]);
    }
    return cells;
  }
}
