package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.fhir.Canonicals;

/** Tests codes for drugs without a code of their own: one unit, and the drug described in words. */
class UnclassifiedDrugsAreDescribedTest {
  private static CodeableConcept drug(String name, String ndc) {
    return new CodeableConcept(new Coding(Canonicals.NDC, ndc, null)).setText(name);
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

  @Test
  void aCodeOfItsOwnNeedsNoWords() {
    assertThat(description(Call.of(dose("12 mg").on("2025-05-01")).code("J0202").claim(), 0))
        .isNull();
  }
}
