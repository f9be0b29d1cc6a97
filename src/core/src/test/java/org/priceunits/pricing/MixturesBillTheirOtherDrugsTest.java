package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests that no drug of a mixture vanishes because a code is stated for another. */
class MixturesBillTheirOtherDrugsTest {
  private static final String ISSUE = "ingredient-not-billed";

  private static Administered mixture(String id, CodeableConcept code, String ingredients) {
    Medication mixture = new Medication().setCode(code);
    mixture.setId("m");
    for (String each : ingredients.split(";")) {
      mixture.addIngredient().setItem(concept(each.strip()));
    }
    return dose("200 mg")
        .id(id)
        .on("2025-05-14T10:00:00-05:00")
        .contained(mixture)
        .medication(new Reference("#m"));
  }

  private static CodeableConcept concept(String what) {
    int colon = what.indexOf(':');
    return colon < 0
        ? new CodeableConcept().setText(what)
        : new CodeableConcept(
            new Coding(
                what.startsWith("rxnorm") ? Canonicals.RXNORM : Canonicals.NDC,
                what.substring(colon + 1),
                null));
  }

  private static Call call(String ingredients, String code) {
    return Call.of(mixture("a", new CodeableConcept().setText("bag"), ingredients)).code(code);
  }

  /** Ingredients, the code stated, and what no line bills. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "leucovorin; oxaliplatin, J0640, oxaliplatin",
        "leucovorin; oxaliplatin, J9263, leucovorin",
        "Leucovorin Calcium 100 MG Injection; oxaliplatin 5 MG/ML Injectable Solution; dextrose 5%,"
            + " J0640, oxaliplatin 5 MG/ML Injectable Solution",
        "trastuzumab; pertuzumab, J9306, trastuzumab",
        "ondansetron 8 mg/4 mL; dexamethasone; sodium chloride 0.9%, J2405, dexamethasone",
        "Keytruda; oxaliplatin, J9271, oxaliplatin",
        "ndc:0006-3026-02; oxaliplatin, J9263, an active ingredient without a name",
        "potassium chloride; leucovorin, J0640, potassium chloride",
        // One drug and what it is in.
        "leucovorin; dextrose 5 % in water, J0640, -",
        "leucovorin, J0640, -",
        "ndc:0006-3026-02; sterile water, J9271, -",
        // The code is of both.
        "imipenem 500 mg; cilastatin sodium, J0743, -",
        "trastuzumab; hyaluronidase, J9356, -",
        // One unit of it is whatever was given.
        "leucovorin; oxaliplatin, J3490, -"
      })
  void aDrugThatTheStatedCodeDoesNotBillIsNamed(String ingredients, String code, String named) {
    Call call = call(ingredients, code);
    assertThat(call.claims()).hasSize(1);
    if (named == null) {
      call.neverSays(ISSUE);
    } else {
      assertThat(call.says(ISSUE).texts(ISSUE)).singleElement().asString().contains(named, code);
    }
  }

  @Test
  void eachIsNamed() {
    assertThat(call("leucovorin; oxaliplatin; ondansetron", "J0640").texts(ISSUE)).hasSize(2);
  }

  @Test
  void aHcpcsCodeOnTheMixtureIsOfOneDrugToo() {
    CodeableConcept coded = new CodeableConcept(new Coding(Canonicals.HCPCS, "J0640", null));
    assertThat(Call.of(mixture("a", coded, "leucovorin; oxaliplatin")).texts(ISSUE))
        .singleElement()
        .asString()
        .contains("oxaliplatin");
  }

  @Test
  void aRecordOfItsOwnBillsTheOther() {
    String drugs = "leucovorin; oxaliplatin";
    CodeableConcept bag = new CodeableConcept().setText("bag");
    Call both =
        Call.of(mixture("a", bag, drugs), mixture("b", bag, drugs))
            .statement("MedicationAdministration/a")
            .part("billingCode", new Coding(Canonicals.HCPCS, "J0640", null))
            .end()
            .statement("MedicationAdministration/b")
            .part("billingCode", new Coding(Canonicals.HCPCS, "J9263", null))
            .end();
    both.lines("J0640 4", "J9263 400").neverSays(ISSUE);
    Call otherPatient =
        Call.of(mixture("a", bag, drugs), mixture("b", bag, drugs).patient("Patient/p2"))
            .statement("MedicationAdministration/a")
            .part("billingCode", new Coding(Canonicals.HCPCS, "J0640", null))
            .end()
            .statement("MedicationAdministration/b")
            .part("billingCode", new Coding(Canonicals.HCPCS, "J9263", null))
            .end();
    assertThat(otherPatient.texts(ISSUE)).hasSize(2);
  }
}
