package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;
import static org.priceunits.pricing.Administered.waste;

import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.fhir.Canonicals;
import org.priceunits.knowledge.PricingKnowledge;

/** Tests records that code a drug and the liquid that it is diluted with side by side. */
class LiquidsBesideADrugAreLeftOutTest {
  private static final String DAY = "2025-05-14T10:00:00-05:00";
  private static final String KEYTRUDA = "ndc 0006-3026-02";
  private static final String SALINE = "rxnorm 313002=Sodium Chloride 9 MG/ML Injectable Solution";

  /** Has bags of sodium chloride, by ingredient or RxNorm code, and one with a drug in it. */
  private static final PricingKnowledge BAGS =
      ShippedKnowledge.pricingWith(
          bag("00338004902", "sodium chloride", "", "J7030", "J7040", "J7050"),
          bag("00338004903", "NaCl of one maker", "9863", "J7030", "J7040", "J7050"),
          bag("00338070934", "Potassium Chloride", "8591", "J3480"));

  private static Resource[] bag(String ndc, String name, String rxNorm, String... codes) {
    MedicationKnowledge bag = new MedicationKnowledge();
    bag.setId("ndc-" + ndc);
    bag.getCode().setText(name).addCoding(new Coding(Canonicals.NDC, ndc, null));
    CodeableConcept ingredient = new CodeableConcept().setText(name);
    if (!rxNorm.isEmpty()) {
      ingredient.addCoding(new Coding(Canonicals.RXNORM, rxNorm, null));
    }
    bag.addIngredient().setItem(ingredient);
    ConceptMap map = new ConceptMap();
    map.setId("of-" + ndc);
    map.setUrl(Canonicals.BASE + "/ConceptMap/of-" + ndc).setStatus(PublicationStatus.ACTIVE);
    ConceptMap.SourceElementComponent element =
        map.addGroup()
            .setSource(Canonicals.NDC)
            .setTarget(Canonicals.HCPCS)
            .addElement()
            .setCode(ndc);
    Arrays.stream(codes).forEach(code -> element.addTarget().setCode(code));
    return new Resource[] {bag, map};
  }

  /** {@code rxnorm 1657751=pembrolizumab 25 MG/ML; ndc 0006-3026-02}. */
  private static CodeableConcept coded(String codings) {
    CodeableConcept concept = new CodeableConcept();
    for (String coding : codings.split("; ")) {
      String[] parts = coding.split(" ", 2);
      String[] code = parts[1].split("=");
      concept.addCoding(
          new Coding(
              switch (parts[0]) {
                case "rxnorm" -> Canonicals.RXNORM;
                case "ndc" -> Canonicals.NDC;
                default -> Canonicals.HCPCS;
              },
              code[0],
              code.length > 1 ? code[1] : null));
    }
    return concept;
  }

  /**
   * @param expected the line that is billed, with a star if the strength is assumed, or the issue
   *     with which none is
   */
  private static void decides(Call call, String expected) {
    if (expected.endsWith(" *")) {
      call.lines(expected.substring(0, expected.length() - 2)).says("dose-unit-assumed");
    } else if (expected.contains(" ")) {
      call.lines(expected).neverSays("dose-unit-assumed");
    } else {
      call.lines().says(expected);
    }
  }

  /** Dose, codes and names, what is billed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The strength in a name is that of the vial.
        "108 mL | rxnorm 1657751=pembrolizumab 25 MG/ML | J9271 2700 *",
        "10 mL | rxnorm 1=10 ML oxaliplatin 5 MG/ML Injection | J9263 100 *",
        "0.01 L | rxnorm 1=10 ML oxaliplatin 5 MG/ML Injection | J9263 100 *",
        "4 mL | rxnorm 1657751 | J9271 100 *",
        "4 mL | ndc 0006-3026-02 | J9271 100 *",
        "100 mg | rxnorm 1657751=pembrolizumab 25 MG/ML | J9271 100",
        "2 {each} | rxnorm 1=prednisone 10 MG Oral Tablet | J7512 20",
        // It is not that of what was mixed from it.
        "108 mL | rxnorm 1657751=pembrolizumab 25 MG/ML; "
            + SALINE
            + " | dose-unit-not-convertible",
        "108 mL | "
            + SALINE
            + "; rxnorm 1657751=pembrolizumab 25 MG/ML | dose-unit-not-convertible",
        "108 mL | rxnorm 1657751; rxnorm 9863 | dose-unit-not-convertible",
        "100 mg | rxnorm 1657751=pembrolizumab 25 MG/ML; " + SALINE + " | J9271 100",
        "100 mL | ndc 0006-3026-02; " + SALINE + " | dose-unit-not-convertible",
        "200 mg | ndc 0006-3026-02; " + SALINE + " | J9271 200",
        "200 mg | ndc 0006-3026-02; rxnorm 1657751 | J9271 200",
        "8 mL | ndc 0006-3026-02; rxnorm 1657751 | J9271 200 *",
        // A liquid may have its code and its package.
        "1000 mL | " + SALINE + " | product-unknown",
        "1000 mL | ndc 11111-1111-11; " + SALINE + " | product-unknown"
      })
  void aVolumeOfWhatIsMixedHasNoStrength(String amount, String codings, String expected) {
    decides(Call.of(dose(amount).on(DAY).medication(coded(codings))), expected);
  }

  /** Dose, strength of the only ingredient, what is billed. */
  @ParameterizedTest
  @CsvSource({
    "104 mL, 100 mg/104 mL, J9271 100",
    "104 mL, 25 mg/1 mL, dose-unit-not-convertible",
    "100 mg, 25 mg/1 mL, J9271 100"
  })
  void aCodedLiquidMakesAMixtureOfOneIngredient(String amount, String strength, String expected) {
    String[] parts = strength.split("/");
    Medication medication =
        new Medication().setCode(coded("rxnorm 1657751; rxnorm 313002=Sodium Chloride"));
    medication.setId("m");
    medication
        .addIngredient()
        .setItem(new CodeableConcept().setText("pembrolizumab"))
        .setStrength(
            new Ratio().setNumerator(quantity(parts[0])).setDenominator(quantity(parts[1])));
    Administered given = dose(amount).on(DAY).contained(medication).medication(new Reference("#m"));
    decides(Call.of(given), expected);
    medication.setCode(coded("rxnorm 1657751"));
    if (strength.equals("25 mg/1 mL") && amount.equals("104 mL")) {
      decides(Call.of(given), "J9271 2600");
    } else {
      decides(Call.of(given), expected);
    }
  }

  /** What the record states of the strength counts before a name, even if it cannot be used. */
  @Test
  void aStrengthThatCannotBeUsedIsNotThatOfTheName() {
    Medication medication =
        new Medication().setCode(coded("rxnorm 1657751=pembrolizumab 25 MG/ML"));
    medication.setId("m");
    Ratio strength = new Ratio().setNumerator(quantity("100 mg"));
    medication
        .addIngredient()
        .setItem(new CodeableConcept().setText("pembrolizumab"))
        .setStrength(strength);
    Administered given = dose("4 mL").on(DAY).contained(medication).medication(new Reference("#m"));
    decides(Call.of(given), "dose-unit-not-convertible");
    strength.setDenominator(quantity("4 mL"));
    decides(Call.of(given), "J9271 100");
    medication.getIngredientFirstRep().setStrength(null);
    decides(Call.of(given), "J9271 100 *");
  }

  /** Dose, packages, what is billed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 mg | ndc 0006-3026-02; ndc 00338-0049-02 | J9271 200",
        "200 mg | ndc 00338-0049-02; ndc 0006-3026-02 | J9271 200",
        "200 mg | ndc 0006-3026-02; ndc 00338-0049-03 | J9271 200",
        "200 mg | ndc 0006-3026-02; ndc 00338-0049-02; ndc 00338-0049-03 | J9271 200",
        "100 mL | ndc 0006-3026-02; ndc 00338-0049-02 | dose-unit-not-convertible",
        // Liquids alone, and a bag with a drug in it, are what was given.
        "250 mL | ndc 00338-0049-02 | code-ambiguous",
        "250 mL | ndc 00338-0049-02; ndc 00338-0049-03 | code-ambiguous",
        "20 meq | ndc 00338-0709-34; ndc 00338-0049-02 | J3480 10",
        "200 mg | ndc 0006-3026-02; ndc 00338-0709-34 | code-ambiguous"
      })
  void aPackageOfALiquidIsNotTheDrug(String amount, String codings, String expected) {
    decides(Call.of(dose(amount).on(DAY).medication(coded(codings))).knowing(BAGS), expected);
  }

  @Test
  void theLineHasThePackageOfTheDrug() {
    Call call =
        Call.of(dose("200 mg").on(DAY).medication(coded(KEYTRUDA + "; ndc 00338-0049-02")))
            .knowing(BAGS)
            .lines("J9271 200")
            .neverSays("ndc-unknown");
    assertThat(
            call.claim()
                .getItemFirstRep()
                .getDetailFirstRep()
                .getProductOrService()
                .getCodingFirstRep()
                .getCode())
        .isEqualTo("00006302602");
  }

  /** As ingredients of a Medication. */
  @ParameterizedTest
  @CsvSource({
    "00338-0049-02, 200 mg, J9271 200",
    "00338-0049-03, 200 mg, J9271 200",
    "00338-0049-03, 100 mL, dose-unit-not-convertible",
    "00338-0709-34, 200 mg, code-ambiguous"
  })
  void anIngredientMayBeAPackageOfALiquid(String ndc, String amount, String expected) {
    Medication medication = new Medication();
    medication.setId("m");
    medication.addIngredient().setItem(coded(KEYTRUDA));
    medication.addIngredient().setItem(coded("ndc " + ndc));
    decides(
        Call.of(dose(amount).on(DAY).contained(medication).medication(new Reference("#m")))
            .knowing(BAGS),
        expected);
  }

  @Test
  void twoDrugsInTheSameLiquidAreNotOneDrug() {
    Administered given =
        dose("200 mg").id("a").on(DAY).medication(coded("rxnorm 1657751; " + SALINE));
    for (String drug : List.of("rxnorm 1597876", "rxnorm 1597876; " + SALINE)) {
      Call.of(
              given,
              waste("40 mg", "MedicationAdministration/a").id("w").on(DAY).medication(coded(drug)))
          .lines()
          .says("discard-invalid");
    }
    Call.of(
            given,
            waste("40 mg", "MedicationAdministration/a")
                .id("w")
                .on(DAY)
                .medication(coded("rxnorm 1657751; rxnorm 9863")))
        .lines("J9271 200", "J9271 40 JW");
  }
}
