package org.priceunits.loading.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.loading.cms.CodeDosage;
import org.priceunits.loading.cms.CodeDosage.Basis;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.StatedDosage;

class DosagesTest {
  private static final Path TABLE =
      Path.of("../shared/data/cms/hcpcs/descriptor_vs_asp_dosage_2025Q4.tsv");

  @Test
  void twoSourcesThatDisagreeLeaveTheCodeWithoutADosage() {
    CodeDosage dosage = new Dosages(List.of()).of("J0000", "Injection, something, 10 mg", "1 MG");

    assertThat(dosage.basis()).isEqualTo(Basis.REFUSED);
    assertThat(dosage.dosage())
        .isEqualTo(
            new StatedDosage.NotCertain(
                "10 mg", "The long description states 10 mg, the payment limits 1 MG."));
  }

  @ParameterizedTest
  @CsvSource({
    "J0202, O1E, '1 mg', true",
    "J9220, I1E, '20 mg', true",
    "J7298, P6C, '52 mg', true",
    "Q5115, O1D, '10 mg', true",
    "S0028, Z2, '20 mg', true",
    "A4216, D1F, '10 ml', false", // sterile water: a supply of that size
    "L8603, D1F, '2.5 ml', false",
    "B4102, O1C, '500 ml', false",
    "C9101, D1A, '0.1 mg', true", // decided by hand
    "C9359, D1A, '0.5 cc', false", // a graft
    "S5570, Z2, '1.5 ml', false", // an insulin pen
    "S8120, Z2, '1 unit', false", // a cubic foot of oxygen
    "S0106, Z2, '150 mg, per bottle of 60 tablets', false",
    "G8736, M5B, '100 mg/dl', false", // the threshold of a quality measure
    "G9663, Z2, '190 mg', false",
  })
  void anAmountInADescriptionIsADosageWhereTheCodeIsADrugs(
      String code, String betos, String amount, boolean certain) {
    HcpcsRecord record =
        new HcpcsRecord(
            1,
            code,
            HcpcsRecord.Kind.CODE,
            "Something, " + amount,
            "",
            List.of(),
            "",
            "",
            betos,
            List.of(),
            List.of(),
            null,
            null,
            null,
            "N");
    CodeDosage dosage = new Dosages(List.of()).of(record);
    assertThat(dosage.dosage() instanceof StatedDosage.Certain).isEqualTo(certain);
  }

  @Test
  void aDecisionOnRecordComesFirst() {
    assertThat(
            new Dosages(List.of())
                .of("J2788", "Injection, rho d immune globulin, 50 micrograms (250 i.u.)"))
        .extracting(CodeDosage::basis)
        .isEqualTo(Basis.DECIDED);
  }

  @Test
  void everyDecisionHasItsReason() {
    assertThat(Supplement.table("dosages.csv"))
        .allSatisfy(row -> assertThat(Supplement.cell(row, "reason")).isNotBlank());
  }

  /** Every certain dosage is either stated by both of CMS's own texts or decided by hand. */
  @Test
  void noDosageOfTheSharedTableIsWrong() throws IOException {
    assumeTrue(Files.exists(TABLE), "the source files are not here");
    Map<Basis, Integer> counts = new EnumMap<>(Basis.class);
    Map<String, String> refused = new TreeMap<>();
    Dosages dosages = new Dosages(List.of());
    List<String> lines = Files.readAllLines(TABLE, StandardCharsets.UTF_8);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      CodeDosage dosage = dosages.of(cells[0], cells[2], cells[1]);
      counts.merge(dosage.basis(), 1, Integer::sum);
      if (dosage.dosage() instanceof StatedDosage.NotCertain open) {
        refused.put(cells[0], open.reason());
      }
      if (dosage.basis() == Basis.AGREED
          && dosage.dosage() instanceof StatedDosage.Certain certain) {
        assertThat(statesNumber(cells[1], certain)).as(line).isTrue();
      }
    }
    System.out.println(
        "Dosages of " + (lines.size() - 1) + " codes: " + counts + "; refused: " + refused);
    assertThat(counts)
        .containsEntry(Basis.AGREED, 921)
        .containsEntry(Basis.DECIDED, 9)
        .containsEntry(Basis.REFUSED, 48);
  }

  /**
   * Checks the payment limits' wording independently: its only number is the dosage, or it says
   * "per" unit without one.
   */
  private static boolean statesNumber(String text, StatedDosage.Certain dosage) {
    String digits =
        text.replace(",", "").replaceAll("\\(.*\\)", "").replaceAll("[^0-9.]+", " ").strip();
    return digits.isEmpty() || dosage.value().compareTo(new BigDecimal(digits)) == 0;
  }
}
