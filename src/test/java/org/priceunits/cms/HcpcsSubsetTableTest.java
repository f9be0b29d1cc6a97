package org.priceunits.cms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HcpcsSubsetTableTest {
  private static final String HEADER = "code\trecid\tlong\tshort\tprice1\txref1\tadd_dt\tterm_dt\n";

  @Test
  void readsACodeWithItsDatesAndCrossReference() {
    Reading<HcpcsRecord> reading =
        read(
            HEADER
                + "J9010\t3\tInjection, alemtuzumab, 10 mg\tAlemtuzumab injection\t00\tJ0202\t20030101\t20151231\n");

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Read.class,
            read -> {
              HcpcsRecord code = (HcpcsRecord) read.records().get(0);
              assertThat(code.line()).isEqualTo(2);
              assertThat(code.added()).isEqualTo(LocalDate.of(2003, 1, 1));
              assertThat(code.terminated()).isEqualTo(LocalDate.of(2015, 12, 31));
              assertThat(code.crossReferences()).containsExactly("J0202");
            });
  }

  @Test
  void rejectsARowWhoseCodeOrDateCannotBeReadAndKeepsTheRest() {
    Reading<HcpcsRecord> reading =
        read(
            HEADER
                + "J90\t3\tx\tx\t\t\t\t\nJ9001\t3\tx\tx\t\t\t2003010\t\nJW\t7\tx\tx\t\t\t20030101\t\n");

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Read.class,
            read -> {
              assertThat(read.records()).hasSize(1);
              assertThat(read.rejected()).extracting("line").isEqualTo(List.of(2, 3));
            });
  }

  @Test
  void refusesAFileWithoutTheColumns() {
    assertThat(read("a\tb\n1\t2\n")).isInstanceOf(Reading.WrongFile.class);
  }

  private static Reading<HcpcsRecord> read(String text) {
    return HcpcsSubsetTable.read(text.getBytes(UTF_8));
  }
}
