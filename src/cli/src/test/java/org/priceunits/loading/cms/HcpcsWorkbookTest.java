package org.priceunits.loading.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HcpcsWorkbookTest {
  private static final List<String> HEADER =
      List.of(
          "HCPC",
          "SEQNUM",
          "RECID",
          "LONG DESCRIPTION",
          "SHORT DESCRIPTION",
          "PRICE1",
          "XREF1",
          "COV",
          "ADD DT",
          "TERM DT");
  private static final List<String> J9010 =
      List.of(
          "J9010",
          "0010",
          "3",
          "Injection, alemtuzumab, 10 mg",
          "Alemtuzumab injection",
          "00",
          "J0202",
          "I",
          "20030101",
          "20151231");
  private static final List<String> JW =
      List.of(
          "   JW", "0010", "7", "Drug amount discarded", "Discarded drug", "", "", "C", "20030101");

  @ParameterizedTest
  @ValueSource(ints = {0, 6, 10})
  void theHeaderIsFoundBelowAnyNumberOfDisclaimerRows(int above) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < above; i++) {
      rows.add(i % 2 == 0 ? List.of("Disclaimer") : List.of());
    }
    rows.addAll(List.of(HEADER, J9010, JW));

    Reading.Read<HcpcsRecord> read = Readable.of(HcpcsWorkbook.read(Files508.xlsx(rows)));

    assertThat(read.records()).extracting(HcpcsRecord::code).containsExactly("J9010", "JW");
    assertThat(read.records()).extracting(HcpcsRecord::line).containsExactly(above + 2, above + 3);
    assertThat(read.records().get(0).crossReferences()).containsExactly("J0202");
  }

  @Test
  void aContinuationRowThatWasLeftInIsJoined() {
    List<String> more = List.of("J9010", "0020", "4", "per vial");

    Reading.Read<HcpcsRecord> read =
        Readable.of(HcpcsWorkbook.read(Files508.xlsx(List.of(HEADER, J9010, more, JW))));

    assertThat(read.records().get(0).longDescription())
        .isEqualTo("Injection, alemtuzumab, 10 mg per vial");
    assertThat(read.rejected()).isEmpty();
  }

  @Test
  void aRowWithAnUnreadableDateOrCodeIsRejected() {
    List<String> date = List.of("J9011", "0010", "3", "x", "x", "", "", "C", "2003-01-01");
    List<String> code = List.of("99213", "0010", "3", "x", "x", "", "", "C", "20030101");

    Reading.Read<HcpcsRecord> read =
        Readable.of(HcpcsWorkbook.read(Files508.xlsx(List.of(HEADER, date, code, JW))));

    assertThat(read.records()).hasSize(1);
    assertThat(read.rejected()).extracting(RejectedLine::line).containsExactly(2, 3);
  }

  @Test
  void anotherWorkbookAndAnotherFileAreRefused() {
    assertThat(HcpcsWorkbook.read(Files508.xlsx(List.of(List.of("HCPCS Code", "Rate")))))
        .isInstanceOf(Reading.WrongFile.class);
    assertThat(HcpcsWorkbook.read(Files508.latin1("J9010,3")))
        .isInstanceOf(Reading.WrongFile.class);
  }
}
