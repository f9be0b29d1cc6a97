package org.priceunits.loading.codes;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The tables maintained by hand beside CMS's files: data that no file contains, each row with its
 * source.
 */
final class Supplement {
  private static final String FOLDER = "/cms-supplement/";
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private Supplement() {}

  /** Returns the rows of one table as cells by column. */
  static List<Map<String, String>> table(String name) {
    try (InputStream in = Supplement.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("The table " + name + " is missing from the program.");
      }
      try (CSVParser csv =
          CSVParser.parse(new InputStreamReader(in, StandardCharsets.UTF_8), FORMAT)) {
        return csv.stream().map(CSVRecord::toMap).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a cell that the table must have. */
  static String cell(Map<String, String> row, String column) {
    String value = row.get(column);
    if (value == null) {
      throw new IllegalStateException("A table maintained by hand has no column " + column + ".");
    }
    return value;
  }
}
