package org.priceunits.loading.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the message for each way in which a fixed-width record can be damaged. */
class DamagedRecordsTest {
  private static final String J9010 = record("J9010", '3', "Injection, alemtuzumab, 10 mg");
  private static final String JW = record("   JW", '7', "Drug amount discarded");

  /** Returns a first record of 293 bytes with a value in every field. */
  private static String record(String code, char id, String description) {
    StringBuilder record = new StringBuilder(" ".repeat(293));
    put(record, 1, code + "00100" + id + description);
    put(record, 92, "Short");
    put(record, 120, "51525354A");
    put(record, 205, "J0202J9035");
    put(record, 230, "C");
    put(record, 257, "O1E 1P9AB");
    put(record, 269, "200301012016010220151231N");
    return record.toString();
  }

  private static void put(StringBuilder record, int column, String text) {
    record.replace(column - 1, column - 1 + text.length(), text);
  }

  private static String damaged(int column, String text) {
    StringBuilder record = new StringBuilder(J9010);
    put(record, column, text);
    return record.toString();
  }

  private static Reading.Read<HcpcsRecord> read(String... lines) {
    return Readable.of(HcpcsRecordFile.read(Files508.latin1(String.join("\n", lines))));
  }

  @Test
  void everyFieldIsReadFromItsColumns() {
    assertThat(read(J9010).records())
        .containsExactly(
            new HcpcsRecord(
                1,
                "J9010",
                HcpcsRecord.Kind.CODE,
                "Injection, alemtuzumab, 10 mg",
                "Short",
                List.of("51", "52", "53", "54"),
                "A",
                "C",
                "O1E",
                List.of("1", "P", "9", "A", "B"),
                List.of("J0202", "J9035"),
                LocalDate.of(2003, 1, 1),
                LocalDate.of(2016, 1, 2),
                LocalDate.of(2015, 12, 31),
                "N"));
    assertThat(read(JW).records())
        .extracting(HcpcsRecord::kind)
        .containsExactly(HcpcsRecord.Kind.MODIFIER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          269 | 2003o101 | The record of J9010 has no date in columns 269 to 276.
          277 | 2016010  | The record of J9010 has no date in columns 277 to 284.
          285 | 2O151231 | The record of J9010 has no date in columns 285 to 292.
          293 | ' '      | The record of J9010 does not end with its action code in column 293.
          293 | NN       | The record of J9010 does not end with its action code in column 293.
          100 | '\t'     | The record of J9010 contains a control character, so its columns are not certain.
          """)
  void aDamagedRecordIsRejectedWithTheColumnsThatShowIt(int column, String text, String reason) {
    String padded = column == 277 ? text + "x" : text;
    assertThat(read(JW, damaged(column, padded), JW).rejected())
        .containsExactly(new RejectedLine(2, reason));
  }

  @Test
  void aDayThatDoesNotExistIsRejected() {
    Reading.Read<HcpcsRecord> read = read(JW, damaged(269, "20030231"), JW);
    assertThat(read.records()).hasSize(2);
    assertThat(read.rejected()).extracting(RejectedLine::line).containsExactly(2);
    assertThat(read.rejected().get(0).reason()).startsWith("A date of J9010 cannot be read: ");
  }

  @Test
  void aContinuationIsThatOfItsRecordOrRejected() {
    String more = "J9010002004per vial";
    assertThat(read(J9010, more, JW).records().get(0).longDescription())
        .isEqualTo("Injection, alemtuzumab, 10 mg per vial");
    assertThat(read(JW, "   JW002008to any patient").records().get(0).longDescription())
        .isEqualTo("Drug amount discarded to any patient");
    assertThat(read(JW, J9010, "J9010002004\tper vial", "J9010003004more", JW).rejected())
        .containsExactly(
            new RejectedLine(
                3,
                "The description of J9010 is damaged in this continuation, so its dosage is not certain."));
    assertThat(read(JW, JW, JW, J9010, "J9011002004per vial", "J9011003004more").rejected())
        .containsExactly(
            new RejectedLine(
                4,
                "The record of J9010 is followed by a continuation of another code, so its description may lack its end."),
            new RejectedLine(5, "This continuation of J9011 follows no record of that code."));
    assertThat(read(JW, JW, damaged(269, "2003o101"), more).rejected()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, true", "0, 1, false", "1, 1, false", "2, 1, true"})
  void aFileWithoutMoreReadableThanDamagedRecordsIsRefused(int good, int bad, boolean read) {
    String text = (J9010 + "\n").repeat(good) + (damaged(269, "2003o101") + "\n").repeat(bad);
    assertThat(HcpcsRecordFile.read(Files508.latin1(text)))
        .isInstanceOf(read ? Reading.Read.class : Reading.WrongFile.class);
    assertThat(HcpcsRecordFile.read(Files508.latin1("")))
        .isEqualTo(
            new Reading.WrongFile<>(
                "This is no HCPCS record file: 0 records can be read and 0 cannot."));
  }
}
