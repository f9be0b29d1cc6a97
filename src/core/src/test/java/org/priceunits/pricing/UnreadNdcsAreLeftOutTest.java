package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import java.util.Arrays;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.fhir.Canonicals;

/** Tests NDCs that cannot be read beside what tells the code without them. */
class UnreadNdcsAreLeftOutTest {
  private static final String ISSUE = "ndc-left-out";

  private static Administered drug(String codings) {
    CodeableConcept concept = new CodeableConcept().setText("pembrolizumab");
    Arrays.stream(codings.split(";"))
        .map(each -> each.strip().split(" "))
        .forEach(
            each ->
                concept.addCoding(
                    new Coding(
                        switch (each[0]) {
                          case "hcpcs" -> Canonicals.HCPCS;
                          case "rxnorm" -> Canonicals.RXNORM;
                          default -> Canonicals.NDC;
                        },
                        each[1],
                        null)));
    return dose("200 mg").on("2025-05-14T10:00:00-05:00").medication(concept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ndc 1234567890; hcpcs J9271",
        "hcpcs J9271; ndc 1234567890",
        "ndc 0; hcpcs J9271",
        "ndc 000000000000; rxnorm 1547545",
        "ndc 0006-3026-2; ndc 0006-3026-02"
      })
  void theCodeIsBilledByWhatElseTellsIt(String codings) {
    Call call = Call.of(drug(codings)).lines("J9271 200").neverSays("ndc-invalid");
    String bad =
        Arrays.stream(codings.split(";"))
            .map(String::strip)
            .filter(each -> each.startsWith("ndc") && !each.endsWith("-02"))
            .findFirst()
            .orElseThrow()
            .substring(4);
    assertThat(call.says(ISSUE).texts(ISSUE)).singleElement().asString().contains("NDC " + bad);
  }

  @Test
  void aStatedCodeIsBilled() {
    Call.of(drug("ndc 1234567890")).code("J9271").lines("J9271 200").says(ISSUE, "ndc-unknown");
    Call.of(drug("ndc 1234567890"))
        .statement("")
        .part("billingCode", new Coding(Canonicals.HCPCS, "J9271", null))
        .end()
        .lines("J9271 200")
        .says(ISSUE);
  }

  @ParameterizedTest
  @CsvSource({"ndc 1234567890; hcpcs J9271, false", "ndc 1234567890; ndc 0006-3026-02, true"})
  void theLineHasOnlyAnNdcThatCanBeRead(String codings, boolean hasNdc) {
    assertThat(Call.of(drug(codings)).claim().getItemFirstRep().hasDetail()).isEqualTo(hasNdc);
  }

  @Test
  void withNothingElseItIsRefused() {
    Call.of(drug("ndc 1234567890")).lines().says("ndc-invalid").neverSays(ISSUE);
  }

  @Test
  void aPayerThatRequiresTheNdcRefusesTheLine() {
    Parameters regence = new Parameters();
    regence.addParameter().setName("payer").setValue(new CodeType("regence"));
    regence
        .addParameter()
        .setName("administration")
        .setResource(drug("ndc 1234567890; hcpcs J9271").record());
    Call.body(regence).lines().says("ndc-missing", ISSUE);
  }
}
