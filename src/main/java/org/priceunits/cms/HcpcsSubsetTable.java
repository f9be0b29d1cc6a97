package org.priceunits.cms;

import java.util.ArrayList;
import java.util.List;

/**
 * A tab-separated extract of CMS's HCPCS workbook: a header line with {@code code, recid, long,
 * short, ...}, then one row for a code or modifier. In: UTF-8 bytes. A row whose code, record id or
 * dates cannot be read is rejected; a header without these columns refuses the file.
 */
public final class HcpcsSubsetTable {
  private HcpcsSubsetTable() {}

  public static Reading<HcpcsRecord> read(byte[] file) {
    TabTable table = TabTable.of(file);
    List<String> missing = table.missing(HcpcsColumns.EXTRACT.required());
    if (!missing.isEmpty()) {
      return new Reading.WrongFile<>(
          "This is no extract of the HCPCS workbook: it has no column "
              + String.join(", ", missing)
              + ".");
    }
    List<HcpcsRecord> records = new ArrayList<>();
    List<RejectedLine> rejected = new ArrayList<>();
    for (TabTable.Row row : table.rows()) {
      HcpcsRecord hcpcs =
          new HcpcsRow(row.line(), row.cells()).toRecord(HcpcsColumns.EXTRACT, rejected);
      if (hcpcs != null) {
        records.add(hcpcs);
      }
    }
    return new Reading.Read<>(records, rejected);
  }
}
