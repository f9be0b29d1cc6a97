package org.priceunits.loading.cms;

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
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a CMS csv file: Latin-1, or UTF-8 after a byte order mark, with stray no-break
 * spaces, title rows above the header, empty columns after it.
 */
final class CsvText {
  private static final char NO_BREAK_SPACE = '\u00A0';
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final List<Row> rows;
  private final @Nullable String fault;

  private CsvText(List<Row> rows, @Nullable String fault) {
    this.rows = rows;
    this.fault = fault;
  }

  /** One row; {@code line} is its first line in the file. */
  record Row(int line, List<String> cells) {
    String cell(int index) {
      return index < cells.size() ? cells.get(index) : "";
    }

    boolean isBlank() {
      return cells.stream().allMatch(String::isEmpty);
    }
  }

  /**
   * The rows below the header, with the columns of the header.
   *
   * @param titles the rows above the header
   * @param width number of cells in the header, empty ones included
   */
  record Table(List<Row> titles, Map<String, Integer> columns, int width, List<Row> rows) {
    /**
     * Returns the rows that are not empty. A row with fewer cells than the header, or with content
     * beyond it, is rejected: the missing or extra cell cannot be identified.
     */
    List<Row> rows(List<RejectedLine> rejected) {
      List<Row> whole = new ArrayList<>();
      for (Row row : rows) {
        if (row.isBlank()) {
          continue;
        }
        if (row.cells().size() >= width
            && row.cells().stream().skip(width).allMatch(String::isEmpty)) {
          whole.add(row);
        } else {
          rejected.add(
              new RejectedLine(
                  row.line(),
                  "It has %d cells, the headings are %d.".formatted(row.cells().size(), width)));
        }
      }
      return whole;
    }

    String cell(Row row, String column) {
      Integer index = columns.get(column);
      return index == null ? "" : row.cell(index);
    }
  }

  static CsvText of(byte[] file) {
    String text = decoded(file).replace(NO_BREAK_SPACE, ' ');
    List<Row> rows = new ArrayList<>();
    String fault = null;
    int line = 1;
    try (CSVParser parser = CSVParser.parse(new StringReader(text), CSVFormat.DEFAULT)) {
      for (CSVRecord csv : parser) {
        rows.add(new Row(line, csv.stream().map(String::strip).toList()));
        line = (int) parser.getCurrentLineNumber() + 1;
      }
    } catch (IOException | UncheckedIOException e) {
      fault =
          "This is no readable csv: the quotes of the row that starts in line %d do not match, so no row after it can be trusted. Get the file again."
              .formatted(line);
    }
    return new CsvText(rows, fault);
  }

  /** A byte order mark says that the file is in UTF-8; CMS's own files are in Latin-1. */
  private static String decoded(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    return text.startsWith(BYTE_ORDER_MARK)
        ? text.substring(BYTE_ORDER_MARK.length())
        : new String(file, StandardCharsets.ISO_8859_1);
  }

  /** Returns why the file as a whole cannot be read; absent if it can. */
  @Nullable String fault() {
    return fault;
  }

  /** Returns all rows, titles included. */
  List<Row> rows() {
    return rows;
  }

  /**
   * Returns the table below the first row whose first cell matches, with column names in upper
   * case; no columns and no rows if none matches.
   */
  Table below(Predicate<String> firstHeader) {
    for (int i = 0; i < rows.size(); i++) {
      if (firstHeader.test(heading(rows.get(i).cell(0)))) {
        return new Table(
            rows.subList(0, i),
            columns(rows.get(i)),
            rows.get(i).cells().size(),
            rows.subList(i + 1, rows.size()));
      }
    }
    return new Table(rows, Map.of(), 0, List.of());
  }

  private static Map<String, Integer> columns(Row header) {
    Map<String, Integer> columns = new TreeMap<>();
    for (int i = 0; i < header.cells().size(); i++) {
      columns.putIfAbsent(heading(header.cell(i)), i);
    }
    return columns;
  }

  /** Joins a heading that is broken into lines. */
  private static String heading(String cell) {
    return cell.replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
  }
}
