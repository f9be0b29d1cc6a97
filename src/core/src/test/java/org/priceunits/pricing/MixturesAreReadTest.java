package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;

import java.util.Arrays;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests bags of a drug in a liquid, as EHRs describe them by their ingredients. */
class MixturesAreReadTest {
  private static final String DAY = "2025-05-14T10:00:00-05:00";
  private static final String REMICADE = "rxnorm:213361";
  private static final String SALINE = "rxnorm:313002";

  /** {@code rxnorm:213361}, {@code ndc:...}, or a name; and a strength as {@code 400 mg/250 mL}. */
  private static MedicationIngredientComponent ingredient(String what, String strength) {
    MedicationIngredientComponent ingredient =
        new MedicationIngredientComponent().setItem(concept(what));
    if (strength != null && !strength.isEmpty()) {
      String[] parts = strength.split("/");
      ingredient.setStrength(
          new Ratio().setNumerator(quantity(parts[0])).setDenominator(quantity(parts[1])));
    }
    return ingredient;
  }

  private static CodeableConcept concept(String what) {
    return what.startsWith("rxnorm:")
        ? new CodeableConcept(
            new Coding(Canonicals.RXNORM, what.substring("rxnorm:".length()), null))
        : what.startsWith("ndc:")
            ? new CodeableConcept(new Coding(Canonicals.NDC, what.substring("ndc:".length()), null))
            : new CodeableConcept().setText(what);
  }

  private static Call bag(String amount, MedicationIngredientComponent... ingredients) {
    Medication medication = new Medication().setCode(new CodeableConcept().setText("bag"));
    medication.setId("m");
    Arrays.stream(ingredients).forEach(medication::addIngredient);
    return Call.of(dose(amount).on(DAY).contained(medication).medication(new Reference("#m")));
  }

  /** Dose, what the drug is in, its strength, the strength of the liquid, line or issue. */
  @ParameterizedTest
  @CsvSource({
    "250 mL, 400 mg/250 mL, 250 mL/250 mL, J1745 40",
    "125 mL, 400 mg/250 mL, 250 mL/250 mL, J1745 20",
    "400 mg, 400 mg/250 mL, 250 mL/250 mL, J1745 40",
    "250 mL, 400 mg/250 mL, , J1745 40",
    "250 mL, 400 mg/250 mL, 250 mL/1 {Each}, J1745 40",
    "0.25 L, 400 mg/250 mL, 250 mL/250 mL, J1745 40",
    "250 mL, 1.6 mg/1 mL, 1 mL/1 mL, J1745 40",
    "250 mL, 400 mg/250 mL, 0.25 L/0.25 L, J1745 40",
    "250 mL, 400 mg/0.25 L, 250 cc/250 mLs, J1745 40",
    "250 mL, 400 mg/250 milliliter, 250 mL/1 {Each}, J1745 40",
    "250 mL, 400 mg/250 mL, 0 mL/250 mL, J1745 40",
    "1000 mL, 400 mg/1000 mL, 9 g/1000 mL, J1745 40",
    "1000 mL, 400 mg/1000 mL, , J1745 40",
    // The strength may be that of the vial, before it was mixed.
    "250 mL, 10 mg/1 mL, , dose-unit-not-convertible",
    "250 mL, 10 mg/1 mL, 0.9 g/100 mL, dose-unit-not-convertible",
    "250 mL, 10 mg/1 mL, 9 mg/1 mL, dose-unit-not-convertible",
    "250 mL, 10 mg/1 mL, 250 mL/250 mL, dose-unit-not-convertible",
    "250 mL, 400 mg/1 {Each}, 250 mL/1 {Each}, dose-unit-not-convertible",
    "250 mL, , 250 mL/250 mL, dose-unit-not-convertible",
    "250 mL, 10 mg/1 ML, , dose-unit-not-convertible",
    "250 mL, 10 mg/1 cc, , dose-unit-not-convertible",
    "250 mL, 10 g/1 L, , dose-unit-not-convertible",
    "250 mL, 1 g/1 dL, , dose-unit-not-convertible",
    "250 mL, 10 mg/0.001 L, , dose-unit-not-convertible",
    // More liquid than the whole is not in it.
    "250 mL, 100 mg/10 mL, 250 mL/1 {Each}, dose-unit-not-convertible",
    "250 mL, 100 mg/10 mL, 250 mL/250 ML, dose-unit-not-convertible",
    "250 mL, 100 mg/10 mL, 250 cc/1 {Each}, dose-unit-not-convertible",
    "250 mL, 100 mg/10 mL, 0.25 L/1 bag, dose-unit-not-convertible",
    "250 mL, 400 mg/250 mL, 249 mL/1 {Each}, J1745 40",
    "250 mL, 400 mg/250 mL, 250.1 mL/1 {Each}, dose-unit-not-convertible",
    "250 mL, 400 mg/250 mL, 250 mL/0.2501 L, dose-unit-not-convertible",
    "400 mg, , 250 mL/250 mL, J1745 40",
    "400 mg, 10 mg/1 mL, 9 mg/1 mL, J1745 40"
  })
  void theDrugOfABagIsBilled(String amount, String strength, String liquid, String expected) {
    decides(bag(amount, ingredient(REMICADE, strength), ingredient(SALINE, liquid)), expected);
    decides(bag(amount, ingredient(SALINE, liquid), ingredient(REMICADE, strength)), expected);
  }

  @Test
  void aNumberOfBagsIsTheAmountThatTheRecordStatesOfOne() {
    for (String dose : new String[] {"1 {bag}", "1 bag"}) {
      Medication medication =
          new Medication()
              .setAmount(
                  new Ratio().setNumerator(quantity("250 mL")).setDenominator(quantity("1 {bag}")));
      medication.setId("m");
      medication.addIngredient(ingredient(REMICADE, "400 mg/250 mL"));
      medication.addIngredient(ingredient(SALINE, "250 mL/250 mL"));
      Call.of(dose(dose).on(DAY).contained(medication).medication(new Reference("#m")))
          .lines("J1745 40");
      medication.setAmount(null);
      Call.of(dose(dose).on(DAY).contained(medication).medication(new Reference("#m")))
          .lines()
          .says("dose-unit-not-convertible");
    }
  }

  @Test
  void theAmountOfAContainerWithTwoDrugsIsTheAmountOfNeither() {
    Medication medication =
        new Medication()
            .setAmount(
                new Ratio().setNumerator(quantity("150 mg")).setDenominator(quantity("1 {vial}")));
    medication.setId("m");
    medication.addIngredient(ingredient("pertuzumab", ""));
    medication.addIngredient(ingredient("trastuzumab", ""));
    Call.of(dose("1 {vial}").on(DAY).contained(medication).medication(new Reference("#m")))
        .code("J9306")
        .lines()
        .says("dose-unit-not-convertible");
  }

  @Test
  void theDrugsOfAMixtureAreNamed() {
    assertThat(
            bag("250 mL", ingredient("leucovorin", ""), ingredient("oxaliplatin", ""))
                .text("code-ambiguous"))
        .contains("leucovorin, oxaliplatin");
  }

  /** The vial's own strength is not that of the bag. */
  @Test
  void theStrengthOfThePackageIsNotThatOfTheBag() {
    bag("100 mL", ingredient("ndc:0006-3026-02", ""), ingredient("sodium chloride 0.9%", ""))
        .lines()
        .says("dose-unit-not-convertible");
    bag("8 mL", ingredient("ndc:0006-3026-02", "")).lines("J9271 200");
    bag("200 mg", ingredient("ndc:0006-3026-02", ""), ingredient("sodium chloride 0.9%", ""))
        .lines("J9271 200");
  }

  @ParameterizedTest
  @CsvSource({
    "rxnorm:313002, +",
    "rxnorm:9863, +",
    "Sodium Chloride 0.9%, +",
    "SODIUM CHLORIDE 0.9 % IV SOLUTION 250ML, +",
    "1000 ML sodium chloride 9 MG/ML Injection, +",
    "0.9% NaCl, +",
    "NS, +",
    "Dextrose 5% in Water, +",
    "D5W, +",
    "dextrose 5 % and sodium chloride 0.45 %, +",
    "sterile water for injection, +",
    "Lactated Ringer's, +",
    "Lactated Ringer\u2019s, +",
    "rxnorm:26225, -",
    "ondansetron, -",
    "potassium chloride 20 mEq, -",
    "potassium chloride in sodium chloride 0.9%, -",
    "heparin in dextrose 5%, -",
    "sodium bicarbonate, -",
    "chloride, -",
    "250 mL, -",
    "'', -"
  })
  void aDiluentIsNotTheDrug(String other, String expected) {
    String name = other.replace("\\u2019", "\u2019");
    Call call = bag("400 mg", ingredient(REMICADE, "400 mg/250 mL"), ingredient(name, ""));
    if (expected.equals("+")) {
      call.lines("J1745 40");
    } else {
      call.lines().says("code-ambiguous");
    }
  }

  @Test
  void anInactiveIngredientIsLeftOut() {
    MedicationIngredientComponent other = ingredient("ondansetron", "").setIsActive(false);
    bag("250 mL", ingredient(REMICADE, "400 mg/250 mL").setIsActive(true), other).lines("J1745 40");
    bag("250 mL", ingredient(REMICADE, "10 mg/1 mL"), other)
        .lines()
        .says("dose-unit-not-convertible");
  }

  /** The liquid in a bag is there, whether it is marked as inactive or not. */
  @ParameterizedTest
  @CsvSource({
    "100 mL, 100 mg/4 mL, 100 mL/100 mL, dose-unit-not-convertible",
    "100 mL, 100 mg/4 mL, 0.9 g/100 mL, dose-unit-not-convertible",
    "100 mL, 100 mg/4 mL, 100 mL/1 {Each}, dose-unit-not-convertible",
    "4 mL, 100 mg/4 mL, 4 mL/4 mL, J9271 100",
    "4 mL, 100 mg/4 mL, , J9271 100",
    "104 mL, 100 mg/104 mL, 100 mL/104 mL, J9271 100",
    "104 mL, 100 mg/104 mL, 100 mL/1 {Each}, J9271 100",
    "100 mL, 1 mg/1 mL, 1 mL/1 mL, J9271 100",
    "100 mL, 25 mg/1 mL, , dose-unit-not-convertible",
    "100 mg, 100 mg/4 mL, 100 mL/100 mL, J9271 100"
  })
  void anInactiveLiquidTellsTheWholeToo(
      String amount, String strength, String liquid, String expected) {
    for (Boolean active : new Boolean[] {false, true, null}) {
      MedicationIngredientComponent saline = ingredient(SALINE, liquid);
      if (active != null) {
        saline.setIsActive(active);
      }
      decides(bag(amount, ingredient("rxnorm:1657751", strength), saline), expected);
    }
  }

  /** An amount with two units may be either. */
  @Test
  void aVolumeThatIsUnclearConfirmsNothing() {
    MedicationIngredientComponent saline = ingredient(SALINE, "100 mL/1 {Each}");
    bag("104 mL", ingredient("rxnorm:1657751", "100 mg/104 mL"), saline).lines("J9271 100");
    saline.getStrength().getNumerator().setCode("L").setSystem(Canonicals.UCUM);
    decides(
        bag("104 mL", ingredient("rxnorm:1657751", "100 mg/104 mL"), saline),
        "dose-unit-not-convertible");
  }

  /**
   * @param expected the line that is billed, or the issue with which none is
   */
  private static void decides(Call call, String expected) {
    if (expected.startsWith("J")) {
      call.lines(expected);
    } else {
      call.lines().says(expected);
    }
  }

  @Test
  void theCodeOfTheWholeCountsBeforeThatOfItsDrug() {
    Medication medication = new Medication().setCode(concept("ndc:58468-0200-01"));
    medication.setId("m");
    medication.addIngredient(ingredient(REMICADE, ""));
    Call.of(dose("12 mg").on(DAY).contained(medication).medication(new Reference("#m")))
        .lines("J0202 12");
  }

  @Test
  void aLiquidAloneIsTheDrug() {
    bag("1000 mL", ingredient(SALINE, "")).lines().says("product-unknown");
    bag("1000 mL", ingredient(SALINE, ""), ingredient("sterile water", ""))
        .lines()
        .says("code-ambiguous");
  }

  @Test
  void anIngredientMayBeAMedicationOfItsOwn() {
    Medication drug = new Medication().setCode(concept(REMICADE));
    drug.setId("d");
    Medication liquid = new Medication().setCode(concept(SALINE));
    liquid.setId("l");
    Medication bag = new Medication();
    bag.setId("m");
    bag.addIngredient(
        ingredient("", "400 mg/250 mL").setItem(new Reference("#d").setDisplay("infliximab")));
    bag.addIngredient(ingredient("", "250 mL/250 mL").setItem(new Reference("#l")));
    Call.of(
            dose("250 mL")
                .on(DAY)
                .contained(bag)
                .contained(drug)
                .contained(liquid)
                .medication(new Reference("#m")))
        .lines("J1745 40");
    Medication other = new Medication();
    other.setId("m");
    other.addIngredient(ingredient("", "400 mg/250 mL").setItem(new Reference("#d")));
    other.addIngredient(
        ingredient("", "").setItem(new Reference("Medication/x").setDisplay("Sodium chloride")));
    Call.of(dose("250 mL").on(DAY).contained(other).contained(drug).medication(new Reference("#m")))
        .lines("J1745 40");
  }

  @Test
  void mixturesOfTheCallAreReadToo() {
    Medication bag = new Medication();
    bag.setId("bag");
    bag.addIngredient(ingredient("", "400 mg/250 mL").setItem(new Reference("Medication/drug")));
    bag.addIngredient(ingredient(SALINE, "250 mL/250 mL"));
    Medication drug = new Medication().setCode(concept(REMICADE));
    drug.setId("drug");
    Call.of(dose("250 mL").on(DAY).medication(new Reference("Medication/bag")))
        .resource("resource", bag)
        .resource("resource", drug)
        .lines("J1745 40");
  }

  /** Ingredients beside saline, dose, what is billed. */
  @ParameterizedTest
  @CsvSource({
    "ndc:00003-3734-13; ndc:00003-3774-12, 340 mg, J9299 340",
    "ndc:00003-3734-13; ndc:00003-3734-13, 480 mg, J9299 480",
    "ndc:00003-3734-13; ndc:00003-3774-12; ndc:00003-3772-11, 380 mg, J9299 380",
    "rxnorm:1657751; rxnorm:1657751, 340 mg, J9271 340",
    "ndc:00003-3734-13; rxnorm:1597876, 340 mg, J9299 340",
    // The volume of the bag is not that of the vials.
    "ndc:00003-3734-13; ndc:00003-3774-12, 34 mL, dose-unit-not-convertible",
    // Two drugs, or one that cannot be told.
    "ndc:00003-3734-13; ndc:0006-3026-02, 340 mg, code-ambiguous",
    "ndc:00003-3734-13; ndc:00003-3774-12; ndc:0006-3026-02, 340 mg, code-ambiguous",
    "ndc:00003-3734-13; nivolumab, 340 mg, code-ambiguous",
    "ndc:00003-3734-13; ndc:11111-1111-11, 340 mg, code-ambiguous",
    "rxnorm:1597876; rxnorm:1547545, 340 mg, code-ambiguous"
  })
  void severalVialsOfOneDrugAreOneDrug(String vials, String amount, String expected) {
    MedicationIngredientComponent[] ingredients =
        Arrays.stream((vials + "; sodium chloride 0.9%").split("; "))
            .map(each -> ingredient(each, ""))
            .toArray(MedicationIngredientComponent[]::new);
    decides(bag(amount, ingredients), expected);
  }

  @Test
  void aCodeOfAnyDrugMakesNoneOfTwo() {
    CodeableConcept one = concept("ndc:00003-3734-13");
    CodeableConcept other = concept("ndc:0006-3026-02");
    for (CodeableConcept each : new CodeableConcept[] {one, other}) {
      each.addCoding(new Coding(Canonicals.HCPCS, "J3490", null));
    }
    decides(
        bag("340 mg", ingredient("", "").setItem(one), ingredient("", "").setItem(other)),
        "code-ambiguous");
  }

  /** As MIMIC-IV on FHIR has mixtures: formulary codes, with the NDC as an identifier. */
  @ParameterizedTest
  @CsvSource({
    "00006302602, , 200 mg, J9271 200",
    "0006-3026-02, , 200 mg, J9271 200",
    "00006302602, , 100 mL, dose-unit-not-convertible",
    "0, , 200 mg, product-unknown",
    "00006302602, ndc:50242-0132-01, 10 mg, J9355 1"
  })
  void anIngredientMayHaveItsNdcAsIdentifier(
      String ndc, String coded, String amount, String expected) {
    CodeableConcept formulary = coded == null ? new CodeableConcept() : concept(coded);
    formulary.addCoding(new Coding("urn:ehr:formulary", "PEMB100I", "drug of the formulary"));
    Medication drug = new Medication().setCode(formulary);
    drug.setId("d");
    drug.addIdentifier()
        .setSystem("http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-medication-ndc")
        .setValue(ndc);
    Medication bag = new Medication();
    bag.setId("m");
    bag.addIngredient().setItem(new Reference("#d"));
    bag.addIngredient().setItem(concept("sodium chloride 0.9%"));
    decides(
        Call.of(
            dose(amount).on(DAY).contained(bag).contained(drug).medication(new Reference("#m"))),
        expected);
  }
}
