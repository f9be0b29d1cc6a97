package org.priceunits.loading.cms;

import com.fasterxml.aalto.UncheckedStreamException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/**
 * Reads CMS's quarterly HCPCS workbook (xlsx). Disclaimer rows may precede the header, which is the
 * first row with a cell {@code HCPC}; each further row is a code or modifier. Descriptions are
 * complete, but occasionally a continuation row is left in; it is joined. A row whose code, record
 * id or dates cannot be read is rejected; a workbook without the header, or a file that is not a
 * workbook, is refused.
 */
public final class HcpcsWorkbook {
  private final Map<Integer, String> headings = new LinkedHashMap<>();
  private final List<HcpcsRecord> records = new ArrayList<>();
  private final List<RejectedLine> rejected = new ArrayList<>();

  private HcpcsWorkbook() {}

  public static Reading<HcpcsRecord> read(byte[] file) {
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file));
        Stream<Row> rows = workbook.getFirstSheet().openStream()) {
      HcpcsWorkbook reader = new HcpcsWorkbook();
      rows.forEach(reader::accept);
      return reader.reading();
    } catch (IOException | ExcelReaderException | UncheckedStreamException e) {
      // The last exception is thrown by the library's XML parser while the rows are read.
      return new Reading.WrongFile<>("This is no xlsx workbook: " + e.getMessage());
    }
  }

  private Reading<HcpcsRecord> reading() {
    return headings.values().containsAll(HcpcsRow.REQUIRED)
        ? new Reading.Read<>(records, rejected)
        : new Reading.WrongFile<>(
            "This workbook is no HCPCS file: no row has the headings "
                + String.join(", ", HcpcsRow.REQUIRED)
                + ".");
  }

  private void accept(Row row) {
    Map<Integer, String> cells = cells(row);
    if (headings.isEmpty()) {
      if (cells.containsValue(HcpcsRow.REQUIRED.get(0))) {
        cells.forEach((index, text) -> headings.put(index, text.toUpperCase(Locale.ROOT)));
      }
    } else if (!cells.isEmpty() && !isJoined(named(cells))) {
      HcpcsRecord hcpcs = new HcpcsRow(row.getRowNum(), named(cells)).toRecord(rejected);
      if (hcpcs != null) {
        records.add(hcpcs);
      }
    }
  }

  private boolean isJoined(Map<String, String> fields) {
    String recordId = fields.getOrDefault("RECID", "");
    HcpcsRecord last = records.isEmpty() ? null : records.get(records.size() - 1);
    if (last == null
        || !(recordId.equals("4") || recordId.equals("8"))
        || !last.code().equals(fields.get("HCPC"))) {
      return false;
    }
    records.set(records.size() - 1, last.continued(fields.getOrDefault("LONG DESCRIPTION", "")));
    return true;
  }

  private static Map<Integer, String> cells(Row row) {
    Map<Integer, String> cells = new LinkedHashMap<>();
    for (Cell cell : row) {
      // The library gives null if the row has no cell.
      if (cell != null && cell.getText() != null && !cell.getText().isBlank()) {
        cells.put(cell.getColumnIndex(), cell.getText().strip());
      }
    }
    return cells;
  }

  private Map<String, String> named(Map<Integer, String> cells) {
    Map<String, String> named = new LinkedHashMap<>();
    cells.forEach(
        (index, text) -> {
          String heading = headings.get(index);
          if (heading != null) {
            named.putIfAbsent(heading, text);
          }
        });
    return named;
  }
}
