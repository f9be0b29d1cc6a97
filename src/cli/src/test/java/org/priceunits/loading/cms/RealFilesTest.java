package org.priceunits.loading.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs if CMS's files are available; the counts are those of the files' own descriptions. */
class RealFilesTest {
  private static final Path FOLDER = Path.of("../shared/data/cms");

  @ParameterizedTest
  @CsvSource({
    "hcpcs/HCPC2013_A-N.txt, 5951",
    "hcpcs/HCPC2016_CONTR_ANWEB.txt, 6293",
    "hcpcs/HCPC2020_OCT_anweb.xlsx, 7196",
    "hcpcs/HCPC2025_OCT_ANWEB.xlsx, 8846"
  })
  void everyHcpcsRecordIsRead(String file, int records) throws IOException {
    byte[] bytes = bytes(file);
    Reading<HcpcsRecord> reading =
        file.endsWith(".txt") ? HcpcsRecordFile.read(bytes) : HcpcsWorkbook.read(bytes);

    assertThat(Readable.of(reading).records()).hasSize(records);
    assertThat(Readable.of(reading).rejected()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2024Q1, 6656", "2024Q4, 7402", "2025Q2, 7558", "2025Q3, 7846"})
  void everyCrosswalkRowIsRead(String quarter, int rows) throws IOException {
    Reading.Read<PackageRow> read =
        Readable.of(
            CrosswalkFile.read(
                bytes("crosswalk/asp_ndc_hcpcs_crosswalk_" + quarter + ".nocpt.csv")));

    assertThat(read.records())
        .hasSize(rows)
        .allSatisfy(row -> assertThat(Quarter.of(row.from())).hasToString(quarter));
    assertThat(read.rejected()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2024Q1, 787, 1",
    "2024Q4, 827, 4",
    "2025Q1, 842, 1",
    "2025Q1_rev030725, 842, 1",
    "2025Q3, 935, 1"
  })
  void everyLimitIsRead(String quarter, int rows, int withoutPrice) throws IOException {
    Reading.Read<PaymentLimit> read =
        Readable.of(
            PaymentLimitFile.read(bytes("asp/asp_payment_limits_" + quarter + ".nocpt.csv")));

    assertThat(read.records())
        .hasSize(rows)
        .allSatisfy(row -> assertThat(row.amount().scale()).isEqualTo(3));
    assertThat(read.unpublished()).hasSize(withoutPrice);
    assertThat(read.rejected()).isEmpty();
  }

  /** The layouts of October 2026. */
  @Test
  void theSamplesOfTheNewestLayoutsAreRead() throws IOException {
    Reading.Read<PaymentLimit> limits =
        Readable.of(
            PaymentLimitFile.read(bytes("asp/asp_payment_limits_2026Q4_layout_sample.nocpt.csv")));
    assertThat(limits.unpublished()).containsExactly("A9606");
    assertThat(limits.rejected()).isEmpty();
    assertThat(limits.records())
        .filteredOn(limit -> limit.code().equals("J0897"))
        .extracting(PaymentLimit::coinsurance)
        .containsExactly(new BigDecimal("17.885"));
    Reading.Read<PackageRow> packages =
        Readable.of(
            CrosswalkFile.read(
                bytes("crosswalk/asp_ndc_hcpcs_crosswalk_2026Q4_layout_sample.csv")));
    assertThat(packages.records()).isNotEmpty();
    assertThat(packages.rejected()).isEmpty();
    assertThat(packages.records()).allSatisfy(row -> assertThat(row.ndc()).isNotEmpty());
    Reading.Read<MueRow> edits =
        Readable.of(
            MueFile.read(
                "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv",
                bytes("mue/mcr_mue_practitioner_2026-10-01_layout_sample.hcpcs2.csv")));
    assertThat(edits.records()).isNotEmpty();
    assertThat(edits.rejected()).isEmpty();
  }

  @Test
  void everyCeilingIsRead() throws IOException {
    assertThat(
            Readable.of(
                    MueFile.read(
                        "mue.csv", bytes("mue/mcr_mue_practitioner_2024-07-01.hcpcs2.csv")))
                .records())
        .hasSize(4387);
  }

  private static byte[] bytes(String file) throws IOException {
    assumeTrue(Files.exists(FOLDER.resolve(file)), "the source files are not here");
    return Files.readAllBytes(FOLDER.resolve(file));
  }
}
