package org.priceunits.loading.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkbookRowsTest {
  private static final List<String> HEADER =
      List.of("HCPC", "RECID", "LONG DESCRIPTION", "ADD DT", "TERM DT", "TOS1", "TOS5");
  private static final List<String> J9010 =
      List.of("J9010", "3", "Injection", "20030101", "20151231", "1", "P");

  @SafeVarargs
  private static Reading.Read<HcpcsRecord> read(List<String>... rows) {
    List<List<String>> all = new ArrayList<>(List.of(HEADER));
    all.addAll(Arrays.asList(rows));
    return Readable.of(HcpcsWorkbook.read(Files508.xlsx(all)));
  }

  @Test
  void repeatedColumnsAndKindsAreRead() {
    Reading.Read<HcpcsRecord> read = read(J9010, List.of("JW", "7", "Discarded", "20030101"));
    assertThat(read.records().get(0).typesOfService()).containsExactly("1", "P");
    assertThat(read.records())
        .extracting(HcpcsRecord::kind)
        .containsExactly(HcpcsRecord.Kind.CODE, HcpcsRecord.Kind.MODIFIER);
  }

  @Test
  void onlyAContinuationOfTheCodeAboveIsJoined() {
    Reading.Read<HcpcsRecord> read =
        read(
            J9010,
            List.of("J9010", "4", ", 10 mg"),
            List.of("J9010", "8", "per vial"),
            List.of("J9011", "4", "stray"),
            List.of("J9010", "5", "stray"));
    assertThat(read.records())
        .extracting(HcpcsRecord::longDescription)
        .containsExactly("Injection , 10 mg per vial");
    assertThat(read.rejected())
        .containsExactly(
            new RejectedLine(5, "The record id is '4'; 3 or 7 was expected."),
            new RejectedLine(6, "The record id is '5'; 3 or 7 was expected."));
  }

  @Test
  void whatIsNoCodeIsNamedByItsKind() {
    assertThat(
            read(
                    List.of("4", "4", "stray"),
                    List.of("99213", "3", "x"),
                    List.of("JWX", "7", "x"),
                    List.of("J9010", "3", "x", "2003-01-01"))
                .rejected())
        .extracting(RejectedLine::reason)
        .containsExactly(
            "The record id is '4'; 3 or 7 was expected.",
            "'99213' is not a HCPCS code.",
            "'JWX' is not a HCPCS modifier.",
            "A date of J9010 cannot be read: Text '2003-01-01' could not be parsed at index 4");
  }
}
