package org.priceunits.loading.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.Decoy;

/**
 * A workbook is a zip of XML from an outside source: tests that no part of it can access anything
 * outside itself.
 */
class HostileWorkbooksTest {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE =
      "http://schemas.openxmlformats.org/package/2006/relationships";
  private static final String TYPES =
      "http://schemas.openxmlformats.org/package/2006/content-types";

  @TempDir private static Path folder;
  private static Decoy decoy;

  @BeforeAll
  static void start() {
    decoy = new Decoy(folder);
  }

  @AfterAll
  static void stop() {
    decoy.close();
  }

  /** A member of the zip: its root element, and the rest of it around a text. */
  private enum Member {
    CONTENT_TYPES(
        "[Content_Types].xml",
        "<Types xmlns=\"" + TYPES + "\"",
        text ->
            "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/>"
                + text
                + "</Types>"),
    WORKBOOK(
        "xl/workbook.xml",
        "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS + "\"",
        text ->
            "<sheets><sheet name=\"HCPCS%s\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                .formatted(text)),
    WORKBOOK_RELATIONS(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"" + PACKAGE + "\"",
        text ->
            "<Relationship Id=\"rId1\" Type=\"%1$s/worksheet\" Target=\"worksheets/sheet1.xml\"/>%2$s</Relationships>"
                .formatted(RELATIONS, text)),
    STRINGS(
        "xl/sharedStrings.xml",
        "<sst xmlns=\"" + MAIN + "\"",
        text -> "<si><t>Injection %s</t></si></sst>".formatted(text)),
    SHEET(
        "xl/worksheets/sheet1.xml",
        "<worksheet xmlns=\"" + MAIN + "\"",
        text ->
            "<sheetData><row r=\"1\">"
                + cells(
                    1,
                    "HCPC",
                    "SEQNUM",
                    "RECID",
                    "TERM DT",
                    "ADD DT",
                    "LONG DESCRIPTION",
                    "SHORT DESCRIPTION")
                + "</row><row r=\"2\">"
                + cells(2, "J9010", "0010", "3", "20151231", "20030101")
                + "<c r=\"F2\" t=\"s\"><v>0</v></c><c r=\"G2\" t=\"inlineStr\"><is><t>x%s</t></is></c>"
                    .formatted(text)
                + "</row></sheetData></worksheet>");

    private final String path;
    private final String root;
    private final UnaryOperator<String> inside;

    Member(String path, String root, UnaryOperator<String> inside) {
      this.path = path;
      this.root = root;
      this.inside = inside;
    }

    private static String cells(int row, String... texts) {
      StringBuilder cells = new StringBuilder();
      for (int column = 0; column < texts.length; column++) {
        cells.append(
            "<c r=\"%c%d\" t=\"inlineStr\"><is><t>%s</t></is></c>"
                .formatted((char) ('A' + column), row, texts[column]));
      }
      return cells.toString();
    }

    private Stream<Arguments> hostile() {
      return decoy.documents(root, inside).stream().map(document -> Arguments.of(this, document));
    }
  }

  static Stream<Arguments> members() {
    return Stream.of(Member.values()).flatMap(Member::hostile);
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("members")
  void aMemberOfAWorkbookReachesNothing(Member member, Decoy.Hostile document) {
    decoy.asked().clear();

    Reading<HcpcsRecord> reading =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () -> HcpcsWorkbook.read(workbook(Map.of(member, document.xml()))));

    assertThat(String.valueOf(reading)).doesNotContain(Decoy.SECRET);
    assertThat(decoy.asked()).isEmpty();
  }

  @Test
  void theWorkbookThatTheyAreMadeOfIsRead() {
    assertThat(Readable.of(HcpcsWorkbook.read(workbook(Map.of()))).records())
        .extracting(HcpcsRecord::longDescription)
        .containsExactly("Injection");
  }

  private static byte[] workbook(Map<Member, String> replaced) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (Member member : Member.values()) {
      String xml = replaced.getOrDefault(member, member.root + ">" + member.inside.apply(""));
      members.put(member.path, xml.getBytes(StandardCharsets.UTF_8));
    }
    return Files508.zip(members);
  }
}
