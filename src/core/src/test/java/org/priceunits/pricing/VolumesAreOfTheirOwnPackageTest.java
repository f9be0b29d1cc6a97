package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;
import static org.priceunits.pricing.Administered.waste;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests containers and discards in mL beside a bag, whose strength is not that of the vial. */
class VolumesAreOfTheirOwnPackageTest {
  private static final String DAY = "2025-05-14T10:00:00-05:00";

  /** Opdivo 240 mg in 24 mL. */
  private static final String VIAL = "00003-3734-13";

  private static CodeableConcept nivolumab(String ndc) {
    CodeableConcept drug = new CodeableConcept().setText("nivolumab");
    return ndc.isEmpty() ? drug : drug.addCoding(new Coding(Canonicals.NDC, ndc, null));
  }

  private static Ratio per(String strength) {
    String[] parts = strength.split("/");
    return new Ratio().setNumerator(quantity(parts[0])).setDenominator(quantity(parts[1]));
  }

  /** Of nivolumab in saline; the drug alone if that is the whole. */
  private static Medication bag(String ndc, String strength, boolean mixed) {
    Medication bag = new Medication();
    bag.setId("m");
    bag.addIngredient().setItem(nivolumab(ndc)).setStrength(per(strength));
    if (mixed) {
      bag.addIngredient()
          .setItem(new CodeableConcept().setText("sodium chloride 0.9%"))
          .setStrength(per("250 mL/274 mL"));
    }
    return bag;
  }

  private static Administered given(String amount, String ndc) {
    return dose(amount)
        .id("a")
        .on(DAY)
        .contained(bag(ndc, "240 mg/274 mL", true))
        .medication(new Reference("#m"));
  }

  private static Administered wasted(String amount, CodeableConcept medication) {
    return waste(amount, "MedicationAdministration/a").id("w").on(DAY).medication(medication);
  }

  @ParameterizedTest
  @CsvSource({
    "4 mL, 00003-3734-13, 40",
    "0.004 L, 00003-3734-13, 40",
    "40 mg, 00003-3734-13, 40",
    "4 mL, 00003-3772-11, 40",
    // An NDC that is not known here has no strength.
    "40 mg, 11111-1111-11, 40"
  })
  void aRecordOfWasteCountsByTheStrengthOfItsOwnMedication(
      String amount, String ndc, String units) {
    Call.of(given("240 mg", ""), wasted(amount, nivolumab(ndc)))
        .code("J9299")
        .lines("J9299 240", "J9299 " + units + " JW");
  }

  @Test
  void aRecordOfWasteCountsByTheStrengthThatItsMedicationStates() {
    for (boolean mixed : new boolean[] {false, true}) {
      Call.of(
              given("240 mg", ""),
              wasted("27.4 mL", nivolumab(""))
                  .contained(bag(VIAL, "240 mg/274 mL", mixed))
                  .medication(new Reference("#m")))
          .code("J9299")
          .lines("J9299 240", "J9299 24 JW");
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "11111-1111-11"})
  void aVolumeOfWasteBesideABagIsRefusedWithoutAPackageOfItsOwn(String ndc) {
    assertThat(
            Call.of(given("240 mg", ""), wasted("4 mL", nivolumab(ndc)))
                .code("J9299")
                .lines()
                .text("dose-unit-not-convertible"))
        .contains("The discarded amount of 4 mL", "is a mixture", "in mg");
    Call.of(given("240 mg", ndc).discarded("4 mL"))
        .code("J9299")
        .lines()
        .says("dose-unit-not-convertible");
  }

  @Test
  void aVolumeOfWasteOfADrugAloneCountsByItsStrength() {
    Administered given =
        dose("200 mg")
            .id("a")
            .on(DAY)
            .contained(bag("", "10 mg/1 mL", false))
            .medication(new Reference("#m"));
    Call.of(given.discarded("4 mL")).code("J9299").lines("J9299 200", "J9299 40 JW");
    Call.of(given, wasted("4 mL", new CodeableConcept().setText("rest of the vial")))
        .code("J9299")
        .lines("J9299 200", "J9299 40 JW");
  }

  @ParameterizedTest
  @CsvSource({
    "24 mL, 00003-3734-13, '', J9299 240 JZ",
    "240 mg, 00003-3734-13, '', J9299 240 JZ",
    // Of the package that the bag's drug names.
    "24 mL, '', 00003-3734-13, J9299 240 JZ",
    "24 mL, '', '', dose-unit-not-convertible",
    "24 mL, 11111-1111-11, '', dose-unit-not-convertible"
  })
  void aContainerIsMeasuredByTheStrengthOfItsOwnPackage(
      String size, String ndc, String ofDrug, String expected) {
    Extension[] named =
        ndc.isEmpty()
            ? new Extension[0]
            : new Extension[] {new Extension("ndc", new CodeType(ndc))};
    for (String amount : new String[] {"240 mg", "274 mL"}) {
      Call call =
          Call.of(given(amount, ofDrug).container(size, 1, "single-dose", named)).code("J9299");
      if (expected.startsWith("J")) {
        call.lines(expected);
      } else {
        assertThat(call.lines().text(expected)).contains("container size", "mixture");
      }
    }
  }

  @Test
  void anotherDrugsPackageTellsNothing() {
    Extension keytruda = new Extension("ndc", new CodeType("0006-3026-02"));
    Call.of(given("240 mg", "").container("24 mL", 1, "single-dose", keytruda))
        .code("J9299")
        .lines()
        .says("dose-unit-not-convertible");
  }
}
