package org.priceunits.x12;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The tables of facts about the 837 that ship beside its schema, each with its source. */
final class Table {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setCommentMarker('#').setHeader().setSkipHeaderRecord(true).get();

  private Table() {}

  /** Returns the rows of a table, with its columns by their names. */
  static List<CSVRecord> rows(String name) {
    try (InputStream in = Table.class.getResourceAsStream("/org/priceunits/x12/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The table " + name + " is missing from the program.");
      }
      try (CSVParser rows =
          CSVParser.parse(new InputStreamReader(in, StandardCharsets.UTF_8), FORMAT)) {
        return rows.getRecords();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
