package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.fhir.Canonicals;

/** Tests codes for drugs without a code of their own: one unit, and the drug described in words. */
class UnclassifiedDrugsAreDescribedTest {
  private static CodeableConcept drug(String name, String ndc) {
    return ndc.isEmpty()
        ? new CodeableConcept().setText(name)
        : new CodeableConcept(new Coding(Canonicals.NDC, ndc, null)).setText(name);
  }

  private static String description(Claim claim, int item) {
    return claim.getItem().get(item).getProductOrService().getText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C9399", "J3490", "J3590", "J9999"})
  void oneUnitWithDrugDoseAndNdc(String code) {
    Call call =
        Call.of(
                dose("350 mg")
                    .on("2025-05-01")
                    .medication(drug("newdrugumab", "12345-6789-1"))
                    .vial("400 mg")
                    .discarded("50 mg"))
            .code(code)
            .lines(code + " 1")
            .says("unclassified-code")
            .neverSays("waste-unknown", "waste-derived", "dose-exceeds-containers")
            .valid();
    assertThat(description(call.claim(), 0)).isEqualTo("newdrugumab 350 mg NDC 12345678901");
  }

  @Test
  void theNameGivesWayToDoseAndNdc() {
    Call call =
        Call.of(dose("350 mg").on("2025-05-01").medication(drug("x".repeat(200), "12345-6789-1")))
            .code("J3490");
    assertThat(description(call.claim(), 0)).hasSize(80).endsWith("x 350 mg NDC 12345678901");
  }

  @Test
  void twoDrugsOfADayAreTwoLinesAndOneDrugIsOne() {
    Call call =
        Call.of(
                dose("350 mg").id("a1").on("2025-05-01").medication(drug("one", "12345-6789-1")),
                dose("10 mL").id("a2").on("2025-05-01").medication(drug("two", "12345-6789-2")),
                dose("50 mg").id("a3").on("2025-05-01").medication(drug("one", "12345-6789-1")))
            .code("J3490")
            .lines("J3490 1", "J3490 1");
    assertThat(description(call.claim(), 0)).isEqualTo("one 400 mg NDC 12345678901");
    assertThat(description(call.claim(), 1)).isEqualTo("two 10 mL NDC 12345678902");
  }

  /** Identifier and dose of two records, and what the lines say. */
  @ParameterizedTest
  @CsvSource({
    "One, 12345-6789-1, 500 mg, one 10 MG Vial, 12345-6789-1, 1 g, One 1500 mg NDC 12345678901",
    "One, 12345-6789-1, 1 g, One, 12345-6789-1, 500 mg, One 1.5 g NDC 12345678901",
    "One, 12345-6789-1, 10 mL, One, 12345-6789-1, 0.01 L, One 20 mL NDC 12345678901",
    "one, '', 5 mg, ' ONE', '', 5 mg, one 10 mg",
    // Another drug, or a unit that does not convert.
    "One, 12345-6789-1, 500 mg, One, 12345-6789-2, 1 g, ",
    "One, 12345-6789-1, 500 mg, One, 12345-6789-1, 1 mL, ",
    "one, '', 5 mg, two, '', 5 mg, "
  })
  void oneDrugOfADayIsOneLineInWhateverWordsAndUnits(
      String name,
      String ndc,
      String amount,
      String other,
      String otherNdc,
      String more,
      String of) {
    Call call =
        Call.of(
                dose(amount).id("a1").on("2025-05-01").medication(drug(name, ndc)),
                dose(more).id("a2").on("2025-05-01").medication(drug(other, otherNdc)))
            .code("J3490");
    if (of == null) {
      call.lines("J3490 1", "J3490 1");
    } else {
      call.lines("J3490 1");
      assertThat(description(call.claim(), 0)).isEqualTo(of);
    }
  }

  @Test
  void anRxNormCodeTellsTheDrugWithoutAnNdc() {
    CodeableConcept one =
        new CodeableConcept(new Coding(Canonicals.RXNORM, "99999991", null)).setText("one");
    CodeableConcept same =
        new CodeableConcept(new Coding(Canonicals.RXNORM, "99999991", null)).setText("ONE vial");
    Call.of(
            dose("5 mg").id("a1").on("2025-05-01").medication(one),
            dose("5 mg").id("a2").on("2025-05-01").medication(same))
        .code("J3490")
        .lines("J3490 1");
  }

  @Test
  void wasteIsInTheUnitOfTheLine() {
    Call call =
        Call.of(
                dose("500 mg")
                    .id("a1")
                    .on("2025-05-01")
                    .medication(drug("one", "12345-6789-1"))
                    .vial("1 g"),
                dose("1 g")
                    .id("a2")
                    .on("2025-05-01")
                    .medication(drug("One", "12345-6789-1"))
                    .vial("1 g"))
            .code("J3490")
            .lines("J3490 1");
    assertThat(call.text("waste-not-billed")).contains("500 mg");
  }

  @Test
  void aCodeOfItsOwnNeedsNoWords() {
    assertThat(description(Call.of(dose("12 mg").on("2025-05-01")).code("J0202").claim(), 0))
        .isNull();
  }
}
