package org.priceunits.cms;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of one of CMS's csv files: Latin-1 with stray no-break spaces, title rows above the
 * header, empty columns behind it.
 */
final class CsvText {
  private static final char NO_BREAK_SPACE = '\u00A0';

  private final List<Row> rows;

  private CsvText(List<Row> rows) {
    this.rows = rows;
  }

  /** One row; {@code line} is where it starts in the file. */
  record Row(int line, List<String> cells) {
    String cell(int index) {
      return index < cells.size() ? cells.get(index) : "";
    }

    boolean isBlank() {
      return cells.stream().allMatch(String::isEmpty);
    }
  }

  /** The rows below the header, with the columns found in it. */
  record Table(Map<String, Integer> columns, List<Row> rows) {
    String cell(Row row, String column) {
      Integer index = columns.get(column);
      return index == null ? "" : row.cell(index);
    }
  }

  static CsvText of(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1).replace(NO_BREAK_SPACE, ' ');
    List<Row> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), CSVFormat.DEFAULT)) {
      int line = 1;
      for (CSVRecord csv : parser) {
        rows.add(new Row(line, csv.stream().map(String::strip).toList()));
        line = (int) parser.getCurrentLineNumber() + 1;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CsvText(rows);
  }

  /** All rows, titles included. */
  List<Row> rows() {
    return rows;
  }

  /**
   * The table below the first row whose first cell fits; no columns and no rows where none does.
   * Names are in upper case.
   */
  Table below(Predicate<String> firstHeader) {
    for (int i = 0; i < rows.size(); i++) {
      if (firstHeader.test(rows.get(i).cell(0).toUpperCase(Locale.ROOT))) {
        return new Table(columns(rows.get(i)), rows.subList(i + 1, rows.size()));
      }
    }
    return new Table(Map.of(), List.of());
  }

  private static Map<String, Integer> columns(Row header) {
    Map<String, Integer> columns = new TreeMap<>();
    for (int i = 0; i < header.cells().size(); i++) {
      columns.putIfAbsent(header.cell(i).toUpperCase(Locale.ROOT), i);
    }
    return columns;
  }
}
