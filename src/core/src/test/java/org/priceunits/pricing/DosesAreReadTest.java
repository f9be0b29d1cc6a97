package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests the amounts of a dose in the words and forms that records have. */
class DosesAreReadTest {
  private static final String DAY = "2024-05-01T10:00:00-05:00";

  /** Quotes of a CSV cell are doubled. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "milligram(s), J9271, 10",
        "Milligrams, J9271, 10",
        "MG, J9271, 10",
        "mgs, J9271, 10",
        "mg., J9271, 10",
        "microgram(s), J9039, 10",
        "mcg, J9039, 10",
        "MCG(s), J9039, 10",
        "gm, J9271, 10000",
        "gram(s), J9271, 10000",
        "grams, J9271, 10000",
        "units, J0585, 10",
        "Unit(s), J0585, 10",
        "units, J7192, 10",
        "u, J7192, 10",
        "international unit(s), J7192, 10",
        "International  Units, J7192, 10",
        "int'l units, J7192, 10",
        "Intl Units, J7192, 10",
        "IU, J7192, 10",
        "units, J0725, 1",
        "USP units, J0725, 1",
        "USP Unit(s), J0725, 1",
        "IU, J0725,",
        "USP units, J7192,",
        "IU, J0585,",
        "USP units, J0585,",
        "units, J9271,",
        "mg, J0725,",
        "gr, J9271,",
        "million units, J0725, 10000",
        "million units, J9271,",
        "million IU, J0585,",
        "mill units, J9214,",
        "mill-units, J9214,",
        "Mill IU, J9214,",
        "MMU, J9214,",
        "million units, J9214, 10",
        "milliunits, J9214, 1",
        "mega units, J9214, 10",
        "mg iron, J1756, 10",
        "mg of elemental iron, J1439, 10",
        "MG PE, Q2009, 1",
        "mg base, J0390,",
        "puffs, J7613,",
        "%, J9271,",
        "mg/kg, J9271,",
      })
  void unitsInWordsAreTheCodes(String unit, String code, String units) {
    Quantity quantity = new Quantity().setValue(BigDecimal.TEN).setUnit(unit);
    Call call = Call.of(dose("").on(DAY).quantity(quantity)).code(code);
    if (units == null) {
      call.lines().says("dose-unit-not-convertible");
    } else {
      call.lines(code + " " + units).says("dose-unit-assumed");
    }
  }

  /** "mill" may be millions or thousandths: the refusal says what to send. */
  @ParameterizedTest
  @CsvSource({
    "mill units, may stand for millions of units",
    "mill-units, may stand for millions of units",
    "puffs, send the amount that was given",
    "%, is a strength and no amount",
    "application(s), send the amount that was given",
    "patch, send the amount that was given",
    "mg base, another amount than mg of the salt"
  })
  void aUnitOfSeveralReadingsIsRefusedWithThem(String unit, String says) {
    Quantity quantity = new Quantity().setValue(BigDecimal.TEN).setUnit(unit);
    Call call = Call.of(dose("").on(DAY).quantity(quantity)).code("J9214");
    assertThat(call.lines().text("dose-unit-not-convertible")).contains(says);
  }

  /**
   * What records print as a unit, without a code system. Those of MIMIC-IV's own list are in {@link
   * UnitsOfPublishedListsAreReadTest}, with their source; of the others no published list is known.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[U] | J0585 | J0585 10",
        "U | J0585 | J0585 10",
        "Units | J0585 | J0585 10",
        "UNIT | J0585 | J0585 10",
        "[IU] | J7192 | J7192 10",
        "[iU] | J7192 | J7192 10",
        "iU | J7192 | J7192 10",
        "Int'l Units | J7192 | J7192 10",
        "[U] | J9271 |",
        "[iU] | J0585 |",
        "mg | J9271 | J9271 10",
        "gm | J9271 | J9271 10000",
        "mL | J3420 |",
        "mcg/kg/min | J9271 |",
        "mg/kg/hr | J9271 |",
        "Units/kg/hr | J1644 |",
        "units/hr | J1644 |",
        "mL/hr | J9271 |",
        "mg/mL | J9271 |",
        "each | J9271 |",
        "ea | J9271 |",
        "dose | J9271 |",
        "dose(s) | J9271 |",
        "tab(s) | J9271 |",
        "TAB | J9271 |",
        "cap(s) | J9271 |",
        "vial(s) | J9271 |",
        "SYR | J9271 |",
        "BAG | J9271 |",
        "PUFF | J9271 |",
        "application | J9271 |",
        "APPL | J9271 |",
        "PTCH | J9271 |",
        "SUPP | J9271 |",
        "NEB | J9271 |",
        "inch | J9271 |",
      })
  void unitsOfChartsAreReadAsTheirWords(String unit, String code, String line) {
    Call call =
        Call.of(dose("").on(DAY).quantity(new Quantity().setValue(BigDecimal.TEN).setUnit(unit)))
            .code(code);
    if (line == null) {
      call.lines().says("dose-unit-not-convertible");
      Call uncoded =
          Call.of(dose("").on(DAY).quantity(new Quantity().setValue(BigDecimal.TEN).setCode(unit)))
              .code(code);
      uncoded.lines().says("dose-unit-not-convertible");
    } else {
      call.lines(line).says("dose-unit-assumed");
    }
  }

  /** A code of doses, treatments or vials counts what the record counts, in words as in UCUM. */
  @ParameterizedTest
  @CsvSource({
    "1, dose, J7321, J7321 1",
    "1, {dose}, J7321, J7321 1",
    "2, doses, J7321,",
    "2, mL, J7321, J7321 1",
    "1, implant, J7311,",
    "3, bags, Q2042, Q2042 1",
    "1, treatment, Q2042, Q2042 1",
    "2, treatments, Q2042,",
    "2, vials, J0850, J0850 2",
    "1, dose(s), J7308, J7308 1",
    "2, each, J7354, J7354 2",
    "1, application, J7354,",
    "1, applicator, J0850,"
  })
  void servicesAndVialsAreCounted(String value, String unit, String code, String line) {
    Quantity quantity = new Quantity().setValue(new BigDecimal(value));
    if (unit.startsWith("{")) {
      quantity.setSystem(Canonicals.UCUM).setCode(unit);
    } else {
      quantity.setUnit(unit);
    }
    Call call = Call.of(dose("").on(DAY).quantity(quantity)).code(code);
    if (line == null) {
      call.lines();
    } else {
      call.lines(line);
    }
  }

  /** The unit's text, its UCUM code, billed units. */
  @ParameterizedTest
  @CsvSource({
    "MG, MG, J9271,",
    "MG, mg, J9271, 10",
    "units, [U], J0725, 1",
    "units, [USP'U], J0725, 1",
    "units, [iU], J0725,",
    "units, [U], J7192, 10",
    "units, U, J7192, 10"
  })
  void aUcumCodeIsTakenAtItsWord(String unit, String ucum, String code, String units) {
    Quantity quantity =
        new Quantity()
            .setValue(BigDecimal.TEN)
            .setUnit(unit)
            .setSystem(Canonicals.UCUM)
            .setCode(ucum);
    Call call = Call.of(dose("").on(DAY).quantity(quantity)).code(code);
    if (units == null) {
      call.lines().says("dose-unit-not-convertible");
    } else {
      call.lines(code + " " + units);
    }
  }

  /** The unit's text, its UCUM code, billed units. */
  @ParameterizedTest
  @CsvSource({
    "mL, mL, J9271 200",
    "mL, ml, J9271 200",
    "mL, ML,",
    "UNT/ML, ML,",
    "mg/mL, mL,",
    "mL/hr, mL,",
    "mL/dose, mL, J9271 200",
    "mL / 5 min, mL,"
  })
  void theTextMayNotNameARateAndTheCodeAnAmount(String unit, String ucum, String lines) {
    Quantity quantity =
        new Quantity().setValue(8).setUnit(unit).setSystem(Canonicals.UCUM).setCode(ucum);
    Call call = Call.of(dose("").on(DAY).ndc("0006-3026-02").quantity(quantity));
    if (lines == null) {
      call.lines();
    } else {
      call.lines(lines);
    }
  }

  @Test
  void aCodeInTheWrongCaseIsNamed() {
    for (String[] codes : new String[][] {{"ML", "mL"}, {"MG", "mg"}, {"G", "g"}, {"Mcg", null}}) {
      Quantity quantity = new Quantity().setValue(8).setSystem(Canonicals.UCUM).setCode(codes[0]);
      Call call = Call.of(dose("").on(DAY).ndc("0006-3026-02").quantity(quantity));
      if (codes[1] == null) {
        call.lines("J9271 1");
      } else {
        assertThat(call.text("dose-unit-not-convertible"))
            .contains("is " + codes[0] + ", which is another unit than " + codes[1]);
      }
    }
  }

  /** A power of ten stands before the unit in UCUM, and in words in records: of penicillin. */
  @ParameterizedTest
  @CsvSource({
    "1.2, 10*6.[U], J0561, J0561 12",
    "0.00001, 10*6.[iU], J7192, J7192 10",
    "2, 10*3.[U], J0561, J0561 1",
    "1.2, million units, J0561, J0561 12",
    "1.25, Million Unit(s), J0561, J0561 13",
    "1.2, 10*6.[iU], J0561, J0561 12",
    "1.2, 10*6.[USP'U], J0561,",
    "2, k[iU], J7192, J7192 2000",
    "2, m[iU], J7192, J7192 1",
    "1.2, M[iU], J0561, J0561 12",
    "1.2, MU, J0561, J0561 12",
    "120, thousand units, J0561, J0561 2",
    "120, K units, J0561, J0561 2",
    "1.2, Mega Units, J0561, J0561 12",
    "1.2, mega units, J0561, J0561 12",
    "1.2, MIU, J0561, J0561 12",
    "400, milliunits, J2598, J2598 1",
    "4000, milliunits, J2598, J2598 4",
    "4001, 10*-3.[U], J2598, J2598 5",
    "1.2, 10*6., J0561,",
    "0.185, GBq, Q9982, Q9982 1",
    "185000, kilobecquerels, Q9982, Q9982 1",
    "200000000, cells, Q2042, Q2042 1",
    "200, million cells, Q2042, Q2042 1",
  })
  void amountsInPowersOfUnitsAreReadInTheUnit(
      BigDecimal value, String unit, String code, String lines) {
    Quantity quantity = new Quantity().setValue(value).setUnit(unit);
    if (unit.startsWith("10*") || unit.contains("[") || unit.equals("MU")) {
      quantity.setSystem(Canonicals.UCUM).setCode(unit);
    }
    Call call = Call.of(dose("").on(DAY).quantity(quantity)).code(code);
    if (lines == null) {
      call.lines().says("dose-unit-not-convertible");
    } else {
      call.lines(lines);
    }
  }

  /** MIU in upper case alone is read; the others may be thousandths of a unit. */
  @ParameterizedTest
  @CsvSource({
    "MU, million units",
    "mU, milliunits",
    "M units, million units",
    "munit(s), milliunits",
    "mIU, million units",
    "miu, million units",
    "KIU, kallikrein",
    "gr, grains"
  })
  void aTextOfSeveralUnitsIsRefusedWithWhatToSend(String unit, String advice) {
    Quantity quantity = new Quantity().setValue(BigDecimal.TEN).setUnit(unit);
    Call call = Call.of(dose("").on(DAY).quantity(quantity)).code("J0561");
    call.lines();
    assertThat(call.text("dose-unit-not-convertible")).contains("is unclear", advice);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"USP units", "Units USP", "USP'U", "units (USP)", "Units, USP", "unit(s) USP"})
  void heparinIsChartedInUspUnits(String unit) {
    Quantity quantity = new Quantity().setValue(new BigDecimal("5000")).setUnit(unit);
    Call.of(dose("").on(DAY).quantity(quantity)).code("J1644").lines("J1644 5");
  }

  /** A dose without a value is no dose, and nothing more is said of it. */
  @ParameterizedTest
  @CsvSource({"J7321, syringe", "J7300, each", "Q2042, bag"})
  void aDoseWithoutAValueIsMissing(String code, String unit) {
    Call call = Call.of(dose("").on(DAY).quantity(new Quantity().setUnit(unit))).code(code);
    call.lines().says("dose-missing").neverSays("code-without-dosage");
  }

  /** Its text is not read; one administration is one unit, which is said. */
  @ParameterizedTest
  @CsvSource({"J7321", "J7300", "Q2042"})
  void aDoseInWordsAloneIsNoneAndOneServiceIsOneUnit(String code) {
    Administered worded = dose("").on(DAY);
    worded.record().getDosage().setText("2 syringes");
    Call call = Call.of(worded).code(code);
    call.lines(code + " 1");
    assertThat(call.text("dose-unit-assumed")).contains("states no dose");
  }

  /** The same power may stand in words and in the code; another one is a contradiction. */
  @ParameterizedTest
  @CsvSource({
    "million units, 10*6.[iU], J7192 10",
    "million units, 10*3.[iU], ",
    "units, 10*6.[iU], ",
    "million cells, 10*6.[iU], "
  })
  void aPowerInWordsAndInTheCodeIsOne(String words, String code, String lines) {
    Quantity quantity =
        new Quantity()
            .setValue(new BigDecimal("0.00001"))
            .setUnit(words)
            .setSystem(Canonicals.UCUM)
            .setCode(code);
    Call call = Call.of(dose("").on(DAY).quantity(quantity)).code("J7192");
    if (lines == null) {
      call.lines().says("dose-invalid");
    } else {
      call.lines(lines);
    }
  }

  /** 5 million units in 10 mL: a strength has the power that its unit has. */
  @ParameterizedTest
  @CsvSource({
    "million units, , J0561 50",
    "10*6.[U], 10*6.[U], J0561 50",
    "units, , J0561 1",
  })
  void aPowerOfAStrengthCounts(String unit, String code, String lines) {
    Quantity drug = new Quantity().setValue(5).setUnit(unit);
    if (code != null) {
      drug.setSystem(Canonicals.UCUM).setCode(code);
    }
    Medication vial = new Medication();
    vial.setId("m");
    vial.addIngredient()
        .setItem(new CodeableConcept().setText("penicillin G benzathine"))
        .setStrength(new Ratio().setNumerator(drug).setDenominator(mL(10)));
    Call.of(dose("").on(DAY).contained(vial).medication(new Reference("#m")).quantity(mL(10)))
        .code("J0561")
        .lines(lines);
  }

  private static Quantity mL(int amount) {
    return new Quantity().setValue(amount).setUnit("mL").setSystem(Canonicals.UCUM).setCode("mL");
  }

  /** Amount, unit, NDC, billed units. */
  @ParameterizedTest
  @CsvSource({
    "2, vial, 0006-3026-02, J9271 200",
    "2, Vials, 0006-3026-02, J9271 200",
    "0.5, vial(s), 0006-3026-02, J9271 50",
    "2, {vial}, 0006-3026-02, J9271 200",
    "2, {Vials}, 0006-3026-02, J9271 200",
    // Keytruda is sold in vials, so a pharmacy filled the syringe; so may it have done with a drug
    // whose container is not known here.
    "1, syringe, 0006-3026-02,",
    "1, prefilled syringe, 0006-3026-02,",
    "2, {syringe}, 0006-3026-02,",
    "1, pen, 0006-3026-02,",
    "1, ampule, 0006-3026-02, J9271 100",
    "1, syringe, 57894-0160-01,",
    "1, vial, 57894-0160-01, J1745 10",
    "1, vial, 0006-3026-02; 0006-3026-04, J9271 100",
    "1, vial, 00003-3734-13; 00003-3772-11,",
    "1, vial, 58468-0200-01, J0202 12",
    "1, vial, 50242-0260-01, J9316 120",
    "2, vials, 00003-7125-11, J9298 160",
    "480, mg, 00003-7125-11,",
    "1, kit, 55513-0164-01, Q5117 42",
    "1, {kit}, 55513-0164-01, Q5117 42",
    "1, package, 0006-3026-02, J9271 100",
    "1, carton, 0006-3026-02, J9271 100",
    // A bag is filled by the pharmacy, from any number of vials.
    "1, bag, 0006-3026-02,",
    "2, {bag}, 0006-3026-02,",
    "1, kit, 0006-3026-04,",
    "2, carton, 0006-3026-04,",
    "2, {carton}, 0006-3026-04,",
    "2, each, 0006-3026-02,",
    "2, {unit}, 0006-3026-02,",
    "2, dose, 0006-3026-02,",
    "1, vial, 00003-7125-11, J9298 80"
  })
  void aNumberOfContainersIsTheirContent(
      BigDecimal number, String unit, String ndcs, String lines) {
    Quantity quantity = new Quantity().setValue(number).setUnit(unit);
    if (unit.startsWith("{")) {
      quantity.setSystem(Canonicals.UCUM).setCode(unit);
    }
    Call call = Call.of(dose("").on(DAY).ndc(ndcs.split("; ")).quantity(quantity));
    if (lines == null) {
      call.lines();
    } else {
      call.lines(lines);
      assertThat(call.texts("dose-unit-assumed")).anyMatch(t -> t.contains("counts containers"));
    }
  }

  /**
   * Amount, RxNorm codes, lines, what a refusal names. Keytruda is sold singly and in cartons of
   * two vials of 100 mg, Avastin in vials of 100 mg and of 400 mg, each with a code of its own.
   */
  @ParameterizedTest
  @CsvSource({
    "2 {vial}, 1657751, J9271 200, 1657751",
    "0.5 {vial}, 1657751, J9271 50, 1657751",
    "2 {vial}, 1657751; 1547545, J9271 200, 1657751",
    "1 {vial}, 1657068, J9035 10, 1657068",
    "1 {vial}, 1657068; 1657074, , NDC 50242006001 holds 100 mg",
    "1 {vial}, 1657068; 1657074, , NDC 50242006101 holds 400 mg",
    "1 {carton}, 1657751, , Send the dose in mg",
    "1 {bag}, 1657751, , Send the dose in mg",
    "1 {vial}, 1547545, , Send it in mg"
  })
  void aNumberOfContainersCountsIfAllPackagesOfRxNormAgree(
      String amount, String rxNorm, String lines, String named) {
    CodeableConcept concept = new CodeableConcept();
    Stream.of(rxNorm.split("; "))
        .forEach(code -> concept.addCoding(new Coding(Canonicals.RXNORM, code, null)));
    Call call = Call.of(dose(amount).on(DAY).medication(concept));
    if (lines == null) {
      call.lines();
      assertThat(call.text("dose-unit-not-convertible")).contains(named);
    } else {
      call.lines(lines);
      assertThat(call.text("dose-unit-assumed"))
          .contains("of each package that is known here for RxNorm " + named);
    }
  }

  /** EHRs print the code of a unit as its text. */
  @ParameterizedTest
  @CsvSource({
    "2, {vial}, J9271 200",
    "2, {Vials}, J9271 200",
    "2, ' {vial} ', J9271 200",
    "2, {},",
    "2, {mg},",
    "2, {vial,",
    "2, {unit},"
  })
  void anAnnotationAsTextCountsContainers(BigDecimal number, String unit, String lines) {
    Call call =
        Call.of(
            dose("")
                .on(DAY)
                .ndc("0006-3026-02")
                .quantity(new Quantity().setValue(number).setUnit(unit)));
    if (lines == null) {
      call.lines().says("dose-unit-not-convertible");
    } else {
      call.lines(lines);
    }
  }

  @Test
  void aCountThatIsNoAmountIsToldWhenItCounts() {
    Quantity each = new Quantity().setValue(1).setUnit("each");
    assertThat(
            Call.of(dose("").on(DAY).ndc("0006-3026-02").quantity(each))
                .text("dose-unit-not-convertible"))
        .contains("number of containers counts where");
  }

  @Test
  void anUnknownUnitIsNamed() {
    Call.of(dose("").on(DAY).quantity(new Quantity().setValue(2).setUnit("50%s scoop")))
        .code("J9271")
        .lines()
        .says("dose-unit-not-convertible");
    assertThat(unknown("scoop")).contains("The unit of the dose, scoop, is not known here.");
    assertThat(unknown("x".repeat(100))).contains(", " + "x".repeat(40) + "..., is not");
  }

  private static String unknown(String unit) {
    return Call.of(dose("").on(DAY).quantity(new Quantity().setValue(2).setUnit(unit)))
        .code("J9271")
        .text("dose-unit-not-convertible");
  }

  /** Amount that the Medication states of one container, unit of the dose, lines. */
  @ParameterizedTest
  @CsvSource({
    "100 mg/1 {vial}, {vial}, J9271 200",
    "0.1 g/1 {vial}, {vial}, J9271 200",
    "120 mg/1 {bag}, {bag}, J9271 240",
    "100 mg/1 {vial}, {bag},",
    "100 mg/2 {vial}, {vial},",
    "1 {vial}/1 {vial}, {vial},"
  })
  void theAmountOfAContainerThatTheRecordStatesIsItsContent(
      String amount, String unit, String lines) {
    String[] parts = amount.split("/");
    Medication medication =
        new Medication()
            .setAmount(
                new Ratio().setNumerator(quantity(parts[0])).setDenominator(quantity(parts[1])));
    medication.setId("m");
    Call call =
        Call.of(dose("2 " + unit).on(DAY).contained(medication).medication(new Reference("#m")))
            .code("J9271");
    if (lines == null) {
      call.lines().says("dose-unit-not-convertible");
    } else {
      call.lines(lines);
    }
  }

  @Test
  void containersOfNoKnownPackageAreNoDose() {
    Quantity two = new Quantity().setValue(2).setUnit("vial");
    Call.of(dose("").on(DAY).quantity(two)).code("J9271").lines().says("dose-unit-not-convertible");
    Call.of(dose("").on(DAY).ndc("99999-9999-99").quantity(two))
        .code("J9271")
        .lines()
        .says("dose-unit-not-convertible")
        .at("dose-unit-not-convertible", "Parameters.parameter[0].resource.dosage.dose");
    Call.of(dose("").on(DAY).rxNorm("1547545").quantity(two))
        .lines()
        .says("dose-unit-not-convertible");
    Call.of(dose("10 mg").on(DAY).ndc("0006-3026-02").container("1 vial", 1, "single-dose"))
        .lines()
        .says("dose-unit-not-convertible");
  }

  private static final String TEN = "2024-05-01T10:00:00-05:00";

  private static Administered infusion(String end, Type rate) {
    Administered infusion = dose("").ndc("0006-3026-02").during(TEN, end);
    infusion.record().getDosage().setRate(rate);
    return infusion;
  }

  private static Quantity rate(String value, String unit) {
    Quantity rate = new Quantity().setValue(new BigDecimal(value)).setUnit(unit);
    return unit.endsWith("/h") || unit.endsWith("/min") || unit.endsWith("/kg")
        ? rate.setSystem(Canonicals.UCUM).setCode(unit)
        : rate;
  }

  /** End, rate, its unit, line. */
  @ParameterizedTest
  @CsvSource({
    "2024-05-01T12:00:00-05:00, 100, mg/h, J9271 200",
    "2024-05-01T11:20:00-05:00, 100, mg/h, J9271 134",
    "2024-05-01T12:00:00-05:00, 100, mg/hr, J9271 200",
    "2024-05-01T12:00:00-05:00, 100, mg per hour, J9271 200",
    "2024-05-01T10:30:00-05:00, 2, mg/min, J9271 60",
    "2024-05-01T17:30:00Z, 100, mg/h, J9271 250",
    "2024-05-01T12:00:00-05:00, 4, mL/h, J9271 200",
    "2024-05-01T12:00:00-05:00, 4, milliliter per hour, J9271 200",
    "2024-05-02T10:00:00-05:00, 100, mg/day, J9271 100",
    "2024-05-01T12:00:00-05:00, 1, mg/kg/h,",
    "2024-05-01T12:00:00-05:00, 100, mg/kg,",
    "2024-05-01T12:00:00-05:00, 100, mg,",
    "2024-05-01T12:00:00-05:00, 100, h/h,",
    "2024-05-01T12:00:00-05:00, -100, mg/h,",
    "2024-05-01T10:00:00-05:00, 100, mg/h,",
    "2024-05-02, 100, mg/h,",
    ", 100, mg/h,"
  })
  void aRateAndItsTimeAreADose(String end, String value, String unit, String lines) {
    Call call = Call.of(infusion(end, rate(value, unit)));
    if (lines == null) {
      call.lines().says("dose-missing").neverSays("dose-from-rate");
    } else {
      call.lines(lines)
          .says("dose-from-rate")
          .at("dose-from-rate", "Parameters.parameter[0].resource.dosage.dose")
          .valid();
    }
  }

  /** A power of ten in the unit of the rate is one of its amount. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "1, thousand units/hr, J1644 2",
        "1.001, thousand units per hour, J1644 3",
        "10, milliunits/min, J1644 1",
        "1, million units/hr, J1644 2000",
        "1, M units/hr,"
      })
  void aRateInAPowerOfAUnitIsADose(String value, String unit, String lines) {
    Administered infusion = dose("").during(TEN, "2024-05-01T12:00:00-05:00");
    infusion.record().getDosage().setRate(rate(value, unit));
    Call call = Call.of(infusion).code("J1644");
    if (lines == null) {
      call.lines().says("dose-missing");
    } else {
      call.lines(lines).says("dose-from-rate");
    }
  }

  @ParameterizedTest
  @CsvSource({"10*3.[U]/h, 1, J1644 2", "10*-3.[U]/min, 10, J1644 1", "k[iU]/h, 1,"})
  void aRateInACodedPowerOfAUnitIsADose(String code, String value, String lines) {
    Administered infusion = dose("").during(TEN, "2024-05-01T12:00:00-05:00");
    infusion.record().getDosage().setRate(rate(value, code));
    Call call = Call.of(infusion).code("J1644");
    if (lines == null) {
      call.lines().says("dose-unit-not-convertible");
    } else {
      call.lines(lines);
    }
  }

  /** Text, code, line: with two hours of 25 of the unit. */
  @ParameterizedTest
  @CsvSource({
    "mg/h, mg/min,",
    "mg/hr, g/h,",
    "mg, mg/h,",
    "mg/kg/h, mg/h,",
    "mg/h, mg/h, J9271 50",
    "mg per hour, mg/h, J9271 50",
    "milligrams/hour, mg/h, J9271 50",
    "infused, mg/h, J9271 50",
    "pump/setting, mg/h, J9271 50"
  })
  void aRateWhoseTextAndCodeDifferIsRefused(String text, String code, String lines) {
    Quantity rate = rate("25", code).setUnit(text);
    Call call = Call.of(infusion("2024-05-01T12:00:00-05:00", rate));
    if (lines == null) {
      call.lines().says("dose-missing").neverSays("dose-from-rate");
      assertThat(call.text("dose-missing")).contains("two different units");
    } else {
      call.lines(lines).says("dose-from-rate");
    }
    rate.setSystem("urn:house");
    Call house = Call.of(infusion("2024-05-01T12:00:00-05:00", rate));
    if (lines == null) {
      house.lines();
    }
  }

  @Test
  void aRateMayBeARatio() {
    String noon = "2024-05-01T12:00:00-05:00";
    Call.of(
            infusion(
                noon,
                new Ratio()
                    .setNumerator(Administered.quantity("200 mg"))
                    .setDenominator(Administered.quantity("3 h"))))
        .lines("J9271 134")
        .says("dose-from-rate");
    Call.of(
            infusion(
                noon,
                new Ratio()
                    .setNumerator(Administered.quantity("200 mg"))
                    .setDenominator(Administered.quantity("50 mL"))))
        .lines()
        .says("dose-missing");
    Call.of(infusion(noon, new Ratio().setNumerator(Administered.quantity("200 mg"))))
        .lines()
        .says("dose-missing");
  }

  @Test
  void aDoseCountsBeforeTheRate() {
    Call.of(
            infusion("2024-05-01T12:00:00-05:00", rate("100", "mg/h"))
                .quantity(Administered.quantity("150 mg")))
        .lines("J9271 150")
        .neverSays("dose-from-rate");
    Administered at = dose("").ndc("0006-3026-02").on(TEN);
    at.record().getDosage().setRate(rate("100", "mg/h"));
    Call.of(at).lines().says("dose-missing");
  }
}
