package org.priceunits.loading.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HcpcsRecordFileTest {
  private static final String J9010 =
      first("J9010", '3', "Injection, alemtuzumab, 10 mg", "20030101", "20151231");
  private static final String JW =
      first(
          "   JW",
          '7',
          "Drug amount discarded/not administered to any patient",
          "20030101",
          "        ");

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 27})
  void theFillerMayBeAbsentOrCutOff(int filler) {
    Reading.Read<HcpcsRecord> read =
        read(J9010 + " ".repeat(filler) + "\r\n" + JW + " ".repeat(filler) + "\r\n");

    assertThat(read.records()).extracting(HcpcsRecord::code).containsExactly("J9010", "JW");
    assertThat(read.records()).extracting(HcpcsRecord::line).containsExactly(1, 2);
    assertThat(read.records().get(0).terminated()).isEqualTo(LocalDate.of(2015, 12, 31));
    assertThat(read.records().get(0).crossReferences()).containsExactly("J0202");
    assertThat(read.records().get(0).typesOfService()).containsExactly("1", "P");
  }

  @Test
  void disclaimersAndEmptyLinesAreNoRecords() {
    Reading.Read<HcpcsRecord> read =
        read("Disclaimer:\t\t\r\nNotes of October 2020, see 100.\r\n\r\n" + J9010 + "\r\n\r\n");

    assertThat(read.records()).extracting(HcpcsRecord::line).containsExactly(4);
    assertThat(read.rejected()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "of the brand, 10 mg",
        "of the brand, 10 mg                                                              "
      })
  void continuationsCarryTheDescriptionOnWhetherTrimmedOrNot(String more) {
    Reading.Read<HcpcsRecord> read =
        read(
            first("J9999", '3', "Injection, with a long name and the name", "20030101", "        ")
                + "\nJ9999002004"
                + more
                + "\n"
                + JW
                + "\n");

    assertThat(read.records().get(0).longDescription())
        .isEqualTo("Injection, with a long name and the name of the brand, 10 mg");
    assertThat(read.records()).hasSize(2);
  }

  @Test
  void aByteTooManyOrTooFewAndATabAreDamage() {
    String tooLong = J9010.substring(0, 100) + "x" + J9010.substring(100);
    String tooShort = J9010.substring(0, 100) + J9010.substring(101);
    String tab = J9010.substring(0, 100) + "\t" + J9010.substring(102);

    Reading.Read<HcpcsRecord> read =
        read(String.join("\r\n", JW, tooLong, JW, tooShort, JW, tab, JW));

    assertThat(read.records()).hasSize(4);
    assertThat(read.rejected()).extracting(RejectedLine::line).containsExactly(2, 4, 6);
  }

  @Test
  void aStrayCharacterBeforeAModifierIsNoCode() {
    assertThat(read(JW + "\r\n`" + JW.substring(1) + "\r\n" + JW + "\r\n").rejected())
        .extracting(RejectedLine::line)
        .containsExactly(2);
  }

  @Test
  void aRecordThatLosesPartOfItsDescriptionIsLeftOut() {
    Reading.Read<HcpcsRecord> read =
        read(
            String.join(
                "\n",
                JW,
                first("J9999", '3', "Injection, something,", "20030101", "        "),
                "J9999002004\t10 mg",
                JW));

    assertThat(read.records()).extracting(HcpcsRecord::code).containsExactly("JW", "JW");
    assertThat(read.rejected()).extracting(RejectedLine::line).containsExactly(3);
  }

  @Test
  void continuationsOfADamagedRecordAreNotJoinedToTheOneBefore() {
    String damaged = first("J9999", '3', "Injection, something,", "2003o101", "        ");
    Reading.Read<HcpcsRecord> read =
        read(String.join("\n", J9010, damaged, "J9999002004 10 mg", JW));

    assertThat(read.records())
        .extracting(HcpcsRecord::longDescription)
        .doesNotContain("Injection, alemtuzumab, 10 mg 10 mg");
    assertThat(read.rejected()).extracting(RejectedLine::line).containsExactly(2);
  }

  @Test
  void straysBytesOutsideAsciiAreKeptAsLatin1() {
    assertThat(
            read(first("J9999", '3', "Injection, \u00e1\u00c6, 10 mg", "20030101", "        "))
                .records()
                .get(0)
                .longDescription())
        .isEqualTo("Injection, \u00e1\u00c6, 10 mg");
  }

  @Test
  void anotherFileIsRefusedWhole() {
    assertThat(HcpcsRecordFile.read(Files508.latin1("HCPCS Code,Short Description\r\nJ0202,x\r\n")))
        .isInstanceOf(Reading.WrongFile.class);
  }

  private static Reading.Read<HcpcsRecord> read(String text) {
    return Readable.of(HcpcsRecordFile.read(Files508.latin1(text)));
  }

  /** Returns a first record of 293 bytes. */
  private static String first(
      String code, char id, String description, String added, String terminated) {
    StringBuilder record = new StringBuilder(" ".repeat(293));
    put(record, 1, code);
    put(record, 6, "00100" + id);
    put(record, 12, description);
    put(record, 92, "Short");
    put(record, 120, "51");
    put(record, 128, "A");
    put(record, 205, "J0202");
    put(record, 230, "C");
    put(record, 257, "O1E 1P");
    put(record, 268, "0");
    put(record, 269, added + "20160101" + terminated + "N");
    return record.toString();
  }

  private static void put(StringBuilder record, int column, String text) {
    record.replace(column - 1, column - 1 + text.length(), text);
  }
}
