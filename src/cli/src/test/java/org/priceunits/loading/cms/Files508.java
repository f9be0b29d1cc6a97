package org.priceunits.loading.cms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files in CMS's layouts, created for the tests. */
public final class Files508 {
  private Files508() {}

  public static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  public static byte[] zip(Map<String, byte[]> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Creates the smallest workbook that a reader accepts; null leaves a row out, as a workbook does
   * with blank rows.
   */
  public static byte[] xlsx(List<List<String>> rows) {
    StringBuilder sheet =
        new StringBuilder(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
    for (int row = 0; row < rows.size(); row++) {
      if (!rows.get(row).isEmpty()) {
        sheet.append("<row r=\"").append(row + 1).append("\">");
        for (int column = 0; column < rows.get(row).size(); column++) {
          sheet
              .append("<c r=\"")
              .append((char) ('A' + column))
              .append(row + 1)
              .append("\" t=\"inlineStr\"><is><t>")
              .append(rows.get(row).get(column))
              .append("</t></is></c>");
        }
        sheet.append("</row>");
      }
    }
    String main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    return zip(
        Map.of(
            "[Content_Types].xml",
            utf8(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\""
                    + " ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"),
            "xl/workbook.xml",
            utf8(
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\""
                    + main
                    + "\"><sheets><sheet name=\"HCPCS\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
            "xl/_rels/workbook.xml.rels",
            utf8(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\""
                    + main
                    + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
            "xl/worksheets/sheet1.xml",
            utf8(sheet + "</sheetData></worksheet>")));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
