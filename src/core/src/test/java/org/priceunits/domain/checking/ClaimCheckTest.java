package org.priceunits.domain.checking;

import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.checking.Billed.against;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.Case;

class ClaimCheckTest {
  private static final String LEMTRADA = "58468-0200-01";

  /** J0202 10, J0202 20 JW. */
  private static Case partOfAVial() {
    return given().code("J0202").dose("10 mg").vial("30 mg");
  }

  /** J0202 12 JZ. */
  private static Case wholeVial() {
    return given().code("J0202").dose("12 mg").vial("12 mg");
  }

  /** J0202 10 and J0202 2 JW, with the NDC and quantities of 1 mL and 0.2 mL. */
  private static Case ofAPackage() {
    return given().ndc(LEMTRADA).dose("10 mg").vial("12 mg");
  }

  /** J0202 12 JZ of one biller, and J0202 10, J0202 20 JW of another: two claims. */
  private static Case ofTwoBillers() {
    return wholeVial().biller("Organization/1").and().dose("10 mg").vial("30 mg").biller("o2");
  }

  @Nested
  class Lines {
    @Test
    void mayStandInAnyOrder() {
      against(partOfAVial()).line("J0202 20 JW").line("J0202 10").finds();
    }

    @Test
    void thatAreLeftOutWholeAreNamedOnceWithTheirWorth() {
      against(partOfAVial())
          .finds(
              "administration-not-billed [] LINE: nothing for J0202, 10 units; J0202 JW, 20 units,"
                  + " -70427.46 USD (R1)")
          .says("given on 2024-05-01", "Add: J0202, 10 units; J0202 JW, 20 units.");
      against(partOfAVial().and().on("2024-05-09").dose("12 mg").vial("12 mg"))
          .line("J0202 12 JZ")
          .on("2024-05-09")
          .finds(
              "administration-not-billed [] LINE: nothing for J0202, 10 units; J0202 JW, 20 units,"
                  + " -70427.46 USD (R1)");
    }

    @Test
    void ofUnknownWorthAreNamedWithoutMoney() {
      against(given().code("J9010").on("2012-03-02").dose("10 mg").vial("30 mg"))
          .finds(
              "administration-not-billed [] LINE: nothing for J9010, 1 units; J9010 JW, 2 units"
                  + " (R1)");
    }

    @Test
    void mayBeSplitIntoEqualOnes() {
      against(partOfAVial()).line("J0202 4").line("J0202 20 JW").line("J0202 6").finds();
      against(partOfAVial()).line("J0202 5").line("J0202 20 JW").line("J0202 5").finds();
    }

    @Test
    void thatAreSplitAreNotTakenForThoseOfAnotherDay() {
      against(given().code("J0202").dose("10 mg").and().on("2024-05-09").dose("6 mg"))
          .line("J0202 4")
          .line("J0202 6")
          .finds(
              "administration-not-billed [] LINE: nothing for J0202, 6 units, -14085.49 USD (R1)");
    }

    @Test
    void thatAreSplitAreHeldTogetherAgainstTheRecord() {
      against(partOfAVial())
          .line("J0202 4")
          .line("J0202 7")
          .line("J0202 20 JW")
          .finds("units-too-high [0, 1] UNITS: 11 for 10, 2347.58 USD (R1)")
          .says("11 units are billed on 2 lines together; the record gives 10: ceil(10 / 1) = 10.");
    }

    @Test
    void thatBillTheSameOnceMoreAreRepeats() {
      against(partOfAVial())
          .line("J0202 10")
          .line("J0202 20 JW")
          .line("J0202 10")
          .finds("duplicate-line [2] LINE: J0202, 10 units for nothing, 23475.82 USD (POLICY)")
          .says("the same as line 1 of the claim");
      against(partOfAVial())
          .line("J0202 20 JW")
          .line("J0202 10")
          .line("J0202 10")
          .unitPrice("2347.582")
          .finds("duplicate-line [2] LINE: J0202, 10 units for nothing, 23475.82 USD (POLICY)")
          .says("the same as line 2 of the claim");
    }

    @Test
    void thatBringTheSumNoNearerAreRepeats() {
      against(given().code("J0202").dose("10 mg"))
          .line("J0202 5")
          .line("J0202 5")
          .line("J0202 5")
          .finds("duplicate-line [2] LINE: J0202, 5 units for nothing, 11737.91 USD (POLICY)");
      against(given().code("J0202").dose("15 mg"))
          .line("J0202 10")
          .line("J0202 10")
          .finds(
              "units-too-low [0] UNITS: 10 for 15, -11737.91 USD (R1)",
              "duplicate-line [1] LINE: J0202, 10 units for nothing, 23475.82 USD (POLICY)");
    }

    @Test
    void ofOneServiceAgreeInAllButUnits() {
      against(ofAPackage())
          .line("J0202 9")
          .ndc(LEMTRADA)
          .line("J0202 2 JW")
          .ndc(LEMTRADA)
          .quantity("0.2 ML")
          .line("J0202 1 JA")
          .ndc(LEMTRADA)
          .line("J0202 1")
          .ndc("58468-0357-01")
          .line("J0202 1")
          .ndc(LEMTRADA)
          .on("2024-05-02")
          .line("J9355 1")
          .ndc(LEMTRADA)
          .finds(
              "units-too-low [0] UNITS: 9 for 10, -2347.58 USD (R1)",
              "line-without-administration [2] LINE: J0202, 1 units for nothing (R11)",
              "line-without-administration [3] LINE: J0202, 1 units for nothing (R11)",
              "line-without-administration [4] LINE: J0202, 1 units for nothing (R11)",
              "line-without-administration [5] LINE: J9355, 1 units for nothing (R11)");
    }

    @Test
    void ofNoDrugKnownHereAreNotChecked() {
      against(wholeVial())
          .line("96413 12 JZ")
          .net("140.00")
          .finds(
              "line-not-checked [0] CODE: 96413, 12 units for nothing (CODE_SYSTEM)",
              "administration-not-billed [] LINE: nothing for J0202 JZ, 12 units, -28170.98 USD"
                  + " (R1)");
    }

    @Test
    void thatNoAdministrationGivesAreNamedWithTheirMoney() {
      against(wholeVial())
          .line("J0202 12 JZ")
          .line("J9355 40")
          .net("100.00")
          .line("J9355 40")
          .unitPrice("1.005")
          .on("2024-03-01")
          .line("J9010 3")
          .net("5.00")
          .line("J9355 7")
          .on(null)
          .finds(
              "line-without-administration [1] LINE: J9355, 40 units for nothing, 100.00 USD (R11)",
              "line-without-administration [2] LINE: J9355, 40 units for nothing, 40.20 USD (R11)",
              "code-not-valid-on-date [3] CODE: J9010, 3 units for nothing, 5.00 USD (CODE_SYSTEM)",
              "line-without-administration [4] LINE: J9355, 7 units for nothing")
          .says("J9010 could not be used on 2024-05-01");
    }
  }

  @Nested
  class SimilarLines {
    /**
     * The first of two lines is matched with J0202 12 JZ of 2024-05-01; the other is unexplained.
     */
    @ParameterizedTest
    @CsvSource({
      "J9035 12 JZ, 2024-05-01, J0202 11 59, 2024-05-01",
      "J0202 12 JZ, 2024-05-02, J0202 11 JZ, 2024-05-01",
      "J0202 12 JW, 2024-05-01, J0202 11 JZ, 2024-05-01",
      "J0202 11 JZ, 2024-05-01, J0202 12 59, 2024-05-01",
      "J0202 11 59, 2024-05-01, J0202 10 JZ, 2024-05-01"
    })
    void goesByCodeThenDateThenKindThenUnitsThenModifiers(
        String less, String lessDay, String more, String moreDay) {
      against(wholeVial()).line(less).on(lessDay).line(more).on(moreDay).takes(1).leaves(0);
      against(wholeVial()).line(more).on(moreDay).line(less).on(lessDay).takes(0).leaves(1);
    }

    @Test
    void ofPartsIsFoundWhateverTheFormOfTheirNdcAndWhereverItStands() {
      against(given().ndc(LEMTRADA).dose("12 mg").vial("12 mg"))
          .line("J0202 6 JZ")
          .ndc("58468-0200-1")
          .quantity("0.6 ML")
          .line("J0202 6 JZ")
          .ndc(LEMTRADA)
          .quantity("0.6 ML")
          .finds();
      against(given().payer("regence").ndc(LEMTRADA).dose("12 mg").vial("12 mg"))
          .payer("regence")
          .line("J0202 6 JZ")
          .line("J0202 6 JZ")
          .ndc(LEMTRADA)
          .quantity("1.2 ML")
          .fails(true);
      against(given().ndc(LEMTRADA).dose("12 mg").vial("12 mg"))
          .line("J0202 6 JZ")
          .line("J0202 6 JZ")
          .ndc(LEMTRADA)
          .quantity("1.2 ML")
          .finds();
    }

    @Test
    void ofOneLineWithoutAnNdcStandsForSeveralPackages() {
      Case twoPackages =
          given()
              .code("J9035")
              .dose("450 mg")
              .vialsOf(1, "400 mg", "50242-0061-01")
              .vialsOf(1, "100 mg", "50242-0060-01");
      against(twoPackages).line("J9035 45").line("J9035 5 JW").fails(false);
      against(twoPackages).line("J9035 44").line("J9035 5 JW").fails(true);
    }

    @Test
    void goesByThePackageLast() {
      against(wholeVial()).line("J0202 11 JZ").ndc(LEMTRADA).line("J0202 10 JZ").takes(1).leaves(0);
      against(ofAPackage())
          .line("J0202 9")
          .line("J0202 8")
          .ndc(LEMTRADA)
          .line("J0202 2 JW")
          .ndc(LEMTRADA)
          .takes(1)
          .leaves(0);
    }

    @ParameterizedTest
    @CsvSource({
      "J0202 11 JW, 2024-05-01, true",
      "J0202 12 JZ, 2024-05-02, true",
      "J0202 12, 2024-05-02, true",
      "J0202 11 JZ, 2024-05-02, false",
      "J0202 12 JW, 2024-05-02, false",
      "J9035 12 JZ, 2024-05-01, true",
      "J9035 12 JW, 2024-05-01, false",
      "J9035 11 JZ, 2024-05-01, false",
      "J9035 12 JZ, 2024-05-02, false"
    })
    void ofCodeAndDateOrOneOfThemWithKindAndUnitsIsEnough(String line, String day, boolean taken) {
      Billed billed = against(wholeVial()).line(line).on(day);
      if (taken) {
        billed.takes(0);
      } else {
        billed.leaves(0);
      }
    }

    @Test
    void ofDateAndPackageIsEnoughForAnotherCode() {
      against(ofAPackage())
          .line("J0202 2 JW")
          .ndc(LEMTRADA)
          .quantity("0.2 ML")
          .line("J9035 1")
          .ndc(LEMTRADA)
          .finds("code-differs [1] CODE: J9035 for J0202 (CODE_SYSTEM)");
      against(ofAPackage()).line("J9035 1").ndc("50242-0060-01").leaves(0);
      against(ofAPackage()).line("J9035 1").leaves(0);
    }

    @Test
    void pairsEachLineOnceAndTellsInTheOrderOfTheClaim() {
      against(partOfAVial())
          .line("J0202 19 JW")
          .line("J0202 12")
          .finds(
              "discard-units-wrong [0] UNITS: 19 for 20, -2347.58 USD (R3)",
              "units-too-high [1] UNITS: 12 for 10, 4695.16 USD (R1)")
          .says("floor((10 + 20 - 10 x 1) / 1) = 20");
    }
  }

  @Nested
  class Units {
    @Test
    void areTooHighOrTooLow() {
      against(partOfAVial())
          .line("J0202 12")
          .line("J0202 20 JW")
          .finds("units-too-high [0] UNITS: 12 for 10, 4695.16 USD (R1)")
          .says("12 units are billed; the record gives 10: ceil(10 / 1) = 10. Correct the units.");
      against(partOfAVial())
          .line("J0202 9")
          .line("J0202 20 JW")
          .finds("units-too-low [0] UNITS: 9 for 10, -2347.58 USD (R1)");
    }

    @Test
    void areNotHeldAgainstAnotherCode() {
      against(ofAPackage())
          .line("J9035 12")
          .ndc(LEMTRADA)
          .line("J0202 2 JW")
          .ndc(LEMTRADA)
          .quantity("0.2 ML")
          .finds("code-differs [0] CODE: J9035 for J0202 (CODE_SYSTEM)");
    }

    @ParameterizedTest
    @CsvSource({
      "UN, true",
      "EA, true",
      "units, true",
      "ML, false",
      "GR, false",
      "mg, false",
      "mCi, false"
    })
    void areMeasuredByNothing(String unit, boolean taken) {
      Billed billed = against(wholeVial()).line("J0202 12 JZ").counts(unit);
      billed.fails(!taken);
    }

    @Test
    void areBillingUnits() {
      against(wholeVial())
          .line("J0202 12 JZ")
          .counts("mg")
          .finds("quantity-unit-differs [0] UNITS: mg for UN (R1)")
          .says("The quantity of line 1 is in mg. A line counts billing units");
    }

    @Test
    void ofAnUnclassifiedCodeHaveTheDrugInWords() {
      Case unclassified = given().code("J9999").name("Newdrug").dose("12 mg").ndc(LEMTRADA);
      against(unclassified)
          .line("J9999 1")
          .ndc(LEMTRADA)
          .quantity("1.2 ML")
          .words("NDC 58468020001, newdrug 12 mg")
          .finds();
      against(unclassified)
          .line("J9999 1")
          .ndc(LEMTRADA)
          .quantity("1.2 ML")
          .words("NEWDRUG (12mg) NDC:58468-0200-01")
          .finds();
      against(unclassified)
          .line("J9999 1")
          .ndc(LEMTRADA)
          .quantity("1.2 ML")
          .words("Newdrug 14 mg NDC 58468020001")
          .finds(
              "description-differs [0] CODE: Newdrug 14 mg NDC 58468020001 for Newdrug 12 mg NDC"
                  + " 58468020001 (R18)")
          .says("The words of the line are \"Newdrug 14 mg")
          .fails(false);
      against(unclassified)
          .line("J9999 1")
          .ndc(LEMTRADA)
          .quantity("1.2 ML")
          .finds("description-differs [0] CODE: nothing for Newdrug 12 mg NDC 58468020001 (R18)")
          .says("The words of the line are missing; the record gives");
      against(given().code("J9999").name("Newdrug 350 mg vial").dose("350 mg"))
          .line("J9999 1")
          .words("Newdrug 350 mg vial 3500 mg")
          .finds(
              "description-differs [0] CODE: Newdrug 350 mg vial 3500 mg for Newdrug 350 mg vial"
                  + " 350 mg (R18)");
    }
  }

  @Nested
  class Discards {
    @Test
    void thatAreNotBilledAreMoneyLost() {
      against(partOfAVial())
          .line("J0202 10")
          .finds(
              "discard-modifier-missing [] LINE: nothing for J0202 JW, 20 units, -46951.64 USD"
                  + " (R2)")
          .says("Add the line J0202 JW, 20 units.");
    }

    @Test
    void areMissedWhereOnlyTheyAreMissing() {
      against(wholeVial().and().on("2024-05-09").dose("10 mg").vial("30 mg"))
          .line("J0202 10")
          .on("2024-05-09")
          .finds(
              "administration-not-billed [] LINE: nothing for J0202 JZ, 12 units, -28170.98 USD"
                  + " (R1)",
              "discard-modifier-missing [] LINE: nothing for J0202 JW, 20 units, -46951.64 USD"
                  + " (R2)");
    }

    @Test
    void inTheUnitsOfTheDoseAreToldApart() {
      against(partOfAVial())
          .line("J0202 30")
          .finds(
              "discard-modifier-missing [0] UNITS: 30 for J0202, 10 units and J0202 JW, 20 units"
                  + " (R2)")
          .says(
              "The 30 units of the line hold 20 units of discarded drug. Bill those on a line of"
                  + " their own: J0202 JW, 20 units.");
      against(partOfAVial())
          .line("J0202 29")
          .finds(
              "units-too-high [0] UNITS: 29 for 10, 44604.06 USD (R1)",
              "discard-modifier-missing [] LINE: nothing for J0202 JW, 20 units, -46951.64 USD"
                  + " (R2)");
    }

    @Test
    void inTheUnitsOfTheDoseHideNoOtherDay() {
      against(partOfAVial().and().on("2024-05-09").dose("12 mg").vial("12 mg"))
          .line("J0202 30")
          .finds(
              "discard-modifier-missing [0] UNITS: 30 for J0202, 10 units and J0202 JW, 20 units"
                  + " (R2)",
              "administration-not-billed [] LINE: nothing for J0202 JZ, 12 units, -28170.98 USD"
                  + " (R1)");
    }

    @Test
    void inTheUnitsOfTheDoseWereTakenBeforeTheModifierWasRequired() {
      against(given().code("J9310").on("2010-01-04").dose("50 mg").vial("500 mg"))
          .line("J9310 5")
          .on("2010-01-04")
          .finds(
              "discard-modifier-optional [0] UNITS: 5 for J9310, 1 units and J9310 JW, 4 units"
                  + " (R2)")
          .says("On that day the payer took them without a line of their own.");
    }

    @Test
    void ofAnotherDayOrAnotherPackageAreNotInTheUnits() {
      against(wholeVial().and().on("2024-05-09").dose("10 mg").vial("30 mg"))
          .line("J0202 32 JZ")
          .line("J0202 10")
          .on("2024-05-09")
          .finds(
              "units-too-high [0] UNITS: 32 for 12, 46951.64 USD (R1)",
              "discard-modifier-missing [] LINE: nothing for J0202 JW, 20 units, -46951.64 USD"
                  + " (R2)");
      against(
              given()
                  .code("J9035")
                  .dose("450 mg")
                  .vialsOf(1, "400 mg", "50242-0061-01")
                  .vialsOf(1, "100 mg", "50242-0060-01"))
          .line("J9035 36")
          .ndc("50242-0061-01")
          .quantity("14.4 ML")
          .line("J9035 9")
          .ndc("50242-0060-01")
          .quantity("3.6 ML")
          .line("J9035 5 JW")
          .ndc("50242-0061-01")
          .takes(2)
          .finds(
              "discard-units-wrong [2] UNITS: 5 for 4, 74.16 USD (R3)",
              "discard-modifier-missing [] LINE: nothing for J9035 JW, 1 units, -74.16 USD (R2)");
    }

    @Test
    void areNotSoughtInTheUnitsOfAnotherCode() {
      against(ofAPackage())
          .line("J9035 12")
          .ndc(LEMTRADA)
          .finds(
              "code-differs [0] CODE: J9035 for J0202 (CODE_SYSTEM)",
              "discard-modifier-missing [] LINE: nothing for J0202 JW, 2 units, -4695.16 USD (R2)");
    }

    @Test
    void thatTheRecordDoesNotShowMayNotBeBilled() {
      against(wholeVial())
          .line("J0202 12 JZ")
          .line("J0202 3 JW")
          .line("J9355 3 JW")
          .line("J0202 3 JW")
          .on("2024-05-02")
          .finds(
              "discard-modifier-not-allowed [1] MODIFIER: J0202, 3 units for nothing (R6)",
              "line-without-administration [2] LINE: J9355, 3 units for nothing (R11)",
              "line-without-administration [3] LINE: J0202, 3 units for nothing (R11)");
    }
  }

  @Nested
  class Modifiers {
    @Test
    void thatAttestTheDiscardAreRequiredFromTheirDay() {
      against(wholeVial())
          .line("J0202 12")
          .finds("discard-modifier-missing [0] MODIFIER: nothing for JZ (R6)")
          .says("The record shows that nothing billable was discarded; JZ is expected");
      against(partOfAVial())
          .line("J0202 10")
          .line("J0202 20")
          .finds("discard-modifier-missing [1] MODIFIER: nothing for JW (R3)")
          .says("The line bills discarded drug; JW is expected");
      against(given().code("J0202").on("2023-06-30").dose("12 mg").vial("12 mg"))
          .line("J0202 12")
          .on("2023-06-30")
          .finds("discard-modifier-optional [0] MODIFIER: nothing for JZ (R6)")
          .says("on that day the payer took the line without it too");
    }

    @Test
    void thatTheRecordContradictsAreNotAllowed() {
      against(wholeVial())
          .line("J0202 12 JW")
          .finds(
              "discard-modifier-missing [0] MODIFIER: nothing for JZ (R6)",
              "discard-modifier-not-allowed [0] MODIFIER: JW for nothing (R6)")
          .says("The line has JW; by the record it may not.");
      against(partOfAVial().discarded("5 mg"))
          .line("J0202 10 JZ")
          .line("J0202 5 JW")
          .finds("discard-modifier-not-allowed [0] MODIFIER: JZ for nothing (R3)");
      against(given().code("J9355").dose("220 mg").multiDose("420 mg"))
          .line("J9355 22 JZ")
          .finds("discard-modifier-not-allowed [0] MODIFIER: JZ for nothing (R7)");
      against(given().code("J0202").dose("12 mg"))
          .line("J0202 12 JW")
          .finds(
              "discard-modifier-unconfirmed [0] MODIFIER: JW for nothing (R17)",
              "discard-modifier-not-allowed [0] MODIFIER: JW for nothing (R2)");
    }

    @Test
    void ofACodeWithoutThemAreNotAllowed() {
      Case skin = given().code("Q4186").on("2026-01-01").dose("10 cm2").vial("12 cm2");
      against(skin).line("Q4186 10").on("2026-01-01").finds();
      against(skin)
          .line("Q4186 10 JZ")
          .on("2026-01-01")
          .finds("discard-modifier-not-allowed [0] MODIFIER: JZ for nothing (R19)");
      against(skin)
          .line("Q4186 10")
          .on("2026-01-01")
          .line("Q4186 2 JW")
          .on("2026-01-01")
          .finds("discard-modifier-not-allowed [1] MODIFIER: Q4186, 2 units for nothing (R19)");
    }

    /** R21: of a service no part is discarded; JZ stands only where the container is known. */
    @Test
    void ofAServiceAreJzAlone() {
      Case dose = given().code("J7321").dose("2 mL");
      against(dose).line("J7321 1").finds();
      against(dose)
          .line("J7321 1 JW")
          .finds("discard-modifier-not-allowed [0] MODIFIER: JW for nothing (R21)");
      against(dose)
          .line("J7321 1 JZ")
          .finds("discard-modifier-unconfirmed [0] MODIFIER: JZ for nothing (R21)");
      against(dose)
          .line("J7321 1")
          .line("J7321 1 JW")
          .finds("discard-modifier-not-allowed [1] MODIFIER: J7321, 1 units for nothing (R21)");
      Case vial = given().code("J7321").dose("2 mL").vial("2 mL");
      against(vial).line("J7321 1 JZ").finds();
      against(vial)
          .line("J7321 1")
          .finds("discard-modifier-missing [0] MODIFIER: nothing for JZ (R21)");
    }

    @Test
    void thatTheRecordLeavesOpenAreUnconfirmed() {
      against(given().code("J0202").dose("12 mg"))
          .line("J0202 12 JZ")
          .finds("discard-modifier-unconfirmed [0] MODIFIER: JZ for nothing (R17)");
      against(given().code("J0202").dose("12 mg").sharedVial("30 mg"))
          .line("J0202 12 JZ")
          .finds("discard-modifier-unconfirmed [0] MODIFIER: JZ for nothing (R14)");
    }

    @Test
    void ofADistinctServiceAreTheRecords() {
      against(wholeVial())
          .line("J0202 12 JZ 59")
          .finds("distinct-not-supported [0] MODIFIER: 59 for nothing (R15)");
      against(wholeVial().distinct("59"))
          .line("J0202 12 JZ")
          .finds("modifier-missing [0] MODIFIER: nothing for 59 (R15)");
    }

    @Test
    void ofTheCallerAreExpectedAndOthersAreNot() {
      against(wholeVial().modifier("TB")).line("J0202 12 JZ TB").finds();
      against(wholeVial().modifier("TB"))
          .line("J0202 12 JZ")
          .finds("modifier-missing [0] MODIFIER: nothing for TB (POLICY)");
      against(wholeVial())
          .line("J0202 12 JZ TB")
          .finds("modifier-unexpected [0] MODIFIER: TB for nothing (POLICY)");
    }

    /** J0178 2 JZ RT, J0178 2 JZ LT. */
    private static Case twoEyes() {
      return given().code("J0178").dose("2 mg").vial("2 mg").own("RT").and().vial("2 mg").own("LT");
    }

    @Test
    void ofOneAdministrationBelongToItsUnits() {
      against(twoEyes()).line("J0178 2 JZ LT").line("J0178 2 JZ RT").finds();
      against(twoEyes())
          .line("J0178 4 JZ RT LT")
          .finds(
              "units-too-high [0] UNITS: 4 for 2 (R1)",
              "modifier-unexpected [0] MODIFIER: LT for nothing (POLICY)",
              "administration-not-billed [] LINE: nothing for J0178 JZ LT, 2 units (R1)");
    }

    @Test
    void ofARepeatPartALineLikeNone() {
      Case twelve = given().code("J0202").dose("5 mg").and().dose("7 mg");
      against(twelve).line("J0202 5").line("J0202 7 76").finds();
      against(twelve).line("J0202 7 77").line("J0202 5").finds();
      against(twelve).line("J0202 4").line("J0202 4 76").line("J0202 4 76").finds();
      against(wholeVial()).line("J0202 6 JZ").line("J0202 6 JZ 76").finds();
    }

    @Test
    void ofARepeatDoNotMakeMoreOfTheRecord() {
      Case twelve = given().code("J0202").dose("5 mg").and().dose("7 mg");
      against(twelve)
          .line("J0202 5")
          .line("J0202 8 76")
          .finds("units-too-high [0, 1] UNITS: 13 for 12, 2347.58 USD (R1)");
      against(twelve)
          .line("J0202 12")
          .line("J0202 12 76")
          .finds("duplicate-line [1] LINE: J0202, 12 units for nothing, 28170.98 USD (POLICY)");
      against(twelve)
          .line("J0202 12 76")
          .finds("modifier-unexpected [0] MODIFIER: 76 for nothing (POLICY)");
      against(wholeVial()).line("J0202 6 JZ").line("J0202 6 76").fails(true);
      against(wholeVial()).line("J0202 6 JZ").line("J0202 6 JZ 78").fails(true);
    }

    @Test
    void standInThePayersOrderEachOnce() {
      against(wholeVial().modifier("TB"))
          .line("J0202 12 TB JZ")
          .finds("modifier-order [0] MODIFIER: TB JZ for JZ TB (POLICY)");
      against(wholeVial())
          .line("J0202 12 JZ JZ")
          .finds("modifier-unexpected [0] MODIFIER: JZ JZ for JZ (POLICY)");
    }

    @Test
    void thatCannotBeUsedAreNamed() {
      against(wholeVial())
          .line("J0202 12 JZ jw")
          .finds("modifier-not-valid [0] MODIFIER: jw for nothing (CODE_SYSTEM)");
      against(given().code("J9010").on("2012-03-02").dose("10 mg"))
          .line("J9010 1 XE")
          .on("2012-03-02")
          .finds(
              "modifier-not-valid [0] MODIFIER: XE for nothing (CODE_SYSTEM)",
              "distinct-not-supported [0] MODIFIER: XE for nothing (R15)")
          .says("Modifier XE may be used from 2015-01-01");
      against(given().code("J9010").on("2012-03-02").dose("10 mg"))
          .line("J9010 1 XE")
          .on(null)
          .finds(
              "date-missing [0] DATE: nothing for 2012-03-02 (POLICY)",
              "modifier-not-valid [0] MODIFIER: XE for nothing (CODE_SYSTEM)",
              "distinct-not-supported [0] MODIFIER: XE for nothing (R15)");
    }
  }

  @Nested
  class CodesAndDays {
    @Test
    void thatDifferCostTheDifference() {
      against(wholeVial())
          .line("J9035 12 JZ")
          .net("900.00")
          .finds("code-differs [0] CODE: J9035 for J0202, -27270.98 USD (CODE_SYSTEM)");
      against(wholeVial())
          .line("J0202 12 JZ")
          .on("2024-05-02")
          .unitPrice("2347.582")
          .finds("date-differs [0] DATE: 2024-05-02 for 2024-05-01, 0.00 USD (POLICY)");
      against(wholeVial())
          .line("J0202 12 JZ")
          .on("2024-05-02")
          .finds("date-differs [0] DATE: 2024-05-02 for 2024-05-01 (POLICY)");
      against(given().code("J9010").on("2012-03-02").dose("10 mg"))
          .line("J9010 1")
          .on("2012-03-03")
          .net("9.00")
          .finds("date-differs [0] DATE: 2012-03-03 for 2012-03-02 (POLICY)");
    }

    @Test
    void ofAllPartsOfALineCostTogether() {
      against(wholeVial())
          .line("J0202 12 JZ")
          .on("2024-05-02")
          .net("28170.98")
          .line("J0202 5 JZ")
          .on("2024-05-02")
          .net("11737.91")
          .finds(
              "date-differs [0, 1] DATE: 2024-05-02 for 2024-05-01, 11737.91 USD (POLICY)",
              "units-too-high [0, 1] UNITS: 17 for 12, 11737.91 USD (R1)");
      against(wholeVial())
          .line("J0202 12 JZ")
          .on("2024-05-02")
          .net("28170.98")
          .line("J0202 5 JZ")
          .on("2024-05-02")
          .finds(
              "date-differs [0, 1] DATE: 2024-05-02 for 2024-05-01 (POLICY)",
              "units-too-high [0, 1] UNITS: 17 for 12, 11737.91 USD (R1)");
    }

    @Test
    void thatDoNotGoTogetherAreToldFirst() {
      against(wholeVial())
          .line("J9010 12 JZ")
          .net("28170.98")
          .finds("code-not-valid-on-date [0] CODE: J9010 for J0202, 0.00 USD (CODE_SYSTEM)")
          .says("J9010 could not be used on 2024-05-01. The record gives J0202 JZ, 12 units.");
      against(wholeVial())
          .line("J0202 12 JZ")
          .on("2015-12-31")
          .finds(
              "code-not-valid-on-date [0] CODE: J0202 for J0202 (CODE_SYSTEM)",
              "date-differs [0] DATE: 2015-12-31 for 2024-05-01 (POLICY)",
              "modifier-not-valid [0] MODIFIER: JZ for nothing (CODE_SYSTEM)");
    }

    @Test
    void areNeededOnEveryLine() {
      against(wholeVial())
          .line("J0202 12 JZ")
          .on(null)
          .finds("date-missing [0] DATE: nothing for 2024-05-01 (POLICY)");
    }
  }

  @Nested
  class Packages {
    private static final String SECOND = "J0202 2 JW";

    private Billed first(String ndc) {
      Billed billed = against(ofAPackage()).line(SECOND).ndc(LEMTRADA).quantity("0.2 ML");
      billed.line("J0202 10");
      return ndc == null ? billed : billed.ndc(ndc);
    }

    @ParameterizedTest
    @CsvSource({"58468-0200-01", "58468020001", "58468-200-01", "58468-0200-1"})
    void areReadInWhateverForm(String text) {
      first(text).quantity("1.000 ML").finds();
    }

    /** The three forms of ten digits: 4-4-2, 5-3-2 and 5-4-1. */
    @ParameterizedTest
    @CsvSource({
      "00409-1234-56, 0409123456",
      "12345-0678-90, 1234567890",
      "12345-6789-01, 1234567891"
    })
    void ofTenDigitsAreThatOfTheRecordAndWrittenWrong(String recorded, String text) {
      against(given().code("J0202").ndc(recorded).dose("10 mg"))
          .line("J0202 10")
          .ndc(text)
          .finds(
              "ndc-invalid [0] NDC: %s for %s (POLICY)".formatted(text, recorded.replace("-", "")));
    }

    @ParameterizedTest
    @CsvSource({"58468-0201-01", "5846802011", "584680200", "58468", "00000000000"})
    void thatDifferAreNamed(String text) {
      first(text)
          .finds("ndc-differs [1] NDC: " + text + " for 58468020001 (POLICY)")
          .says("The line names NDC " + text + "; the record names 58468020001.");
    }

    @Test
    void thatOnlyOneSideNamesAreUnconfirmedOrRequired() {
      against(given().code("J0202").dose("12 mg"))
          .line("J0202 12")
          .ndc("58468020001")
          .neverFinds("ndc-invalid");
      first(null).finds("ndc-unconfirmed [1] NDC: nothing for 58468020001 (POLICY)");
      against(ofAPackage().payer("regence"))
          .payer("regence")
          .line("J0202 10")
          .line(SECOND)
          .finds(
              "ndc-missing [0] NDC: nothing for 58468020001 (POLICY)",
              "ndc-missing [1] NDC: nothing for 58468020001 (POLICY)");
      against(wholeVial())
          .line("J0202 12 JZ")
          .ndc("58468020001")
          .finds("ndc-unconfirmed [0] NDC: 58468020001 for nothing (POLICY)");
    }

    @Test
    void areCountedOverAllPartsOfALine() {
      Billed parts = against(ofAPackage()).line(SECOND).ndc(LEMTRADA).quantity("0.2 ML");
      parts.line("J0202 4").ndc(LEMTRADA).quantity("0.4 ML");
      parts.line("J0202 6").ndc(LEMTRADA).quantity("0.6 ML").finds();
    }

    @ParameterizedTest
    @CsvSource({"0.9 ML, 0.9 ML", "1 UN, 1 UN", "'', nothing"})
    void areCountedAsTheRecordCountsThem(String quantity, String found) {
      Billed billed = first(LEMTRADA);
      (quantity.isEmpty() ? billed : billed.quantity(quantity))
          .finds("ndc-quantity-differs [1] NDC_QUANTITY: " + found + " for 1 ML (POLICY)")
          .says(
              "The NDC quantity is "
                  + (quantity.isEmpty() ? "missing, or in no certain unit" : found)
                  + "; the record gives 1 ML.");
    }

    @Test
    void areNotCountedWhereTheUnitsAreWrongAlready() {
      against(ofAPackage())
          .line("J0202 9")
          .ndc(LEMTRADA)
          .quantity("0.9 ML")
          .line(SECOND)
          .ndc(LEMTRADA)
          .quantity("0.2 ML")
          .finds("units-too-low [0] UNITS: 9 for 10, -2347.58 USD (R1)");
      against(ofAPackage())
          .line("J0202 12")
          .ndc(LEMTRADA)
          .quantity("1.2 ML")
          .finds(
              "discard-modifier-missing [0] UNITS: 12 for J0202, 10 units and J0202 JW, 2 units"
                  + " (R2)");
      against(ofAPackage())
          .line("J0202 12")
          .ndc(LEMTRADA)
          .quantity("1 ML")
          .finds(
              "discard-modifier-missing [0] UNITS: 12 for J0202, 10 units and J0202 JW, 2 units"
                  + " (R2)");
      against(given().code("J0202").ndc("12345-6789-01").dose("10 mg"))
          .line("J0202 10")
          .ndc("12345-6789-01")
          .quantity("7 ML")
          .finds();
    }

    /** J9312 10 JZ and J9312 50 JZ, of two packages. */
    private static Case ofTwoPackages() {
      return given()
          .code("J9312")
          .dose("600 mg")
          .vialsOf(1, "100 mg", "50242-0051-21")
          .vialsOf(1, "500 mg", "50242-0053-06");
    }

    @Test
    void ofOneServiceMayStandOnOneLineThatNamesNone() {
      ofTwoPackages().lines("J9312 10 JZ", "J9312 50 JZ");
      against(ofTwoPackages()).line("J9312 60 JZ").finds();
      against(ofTwoPackages()).line("J9312 20 JZ").line("J9312 40 JZ").finds();
      against(ofTwoPackages()).line("J9312 61 JZ").fails(true);
      against(ofTwoPackages()).line("J9312 60 JZ").net("1.00").fails(true);
      against(ofTwoPackages().and().on("2024-05-09").dose("100 mg"))
          .line("J9312 60 JZ")
          .line("J9312 10")
          .on("2024-05-09")
          .finds();
    }

    /** Ten digits without hyphens identify the line, if they are those of a recorded package. */
    @Test
    void areToldApartByTenDigits() {
      against(ofTwoPackages())
          .line("J9312 30 JZ")
          .ndc("5024205306")
          .line("J9312 11 JZ")
          .ndc("5024205121")
          .neverFinds("ndc-differs");
    }
  }

  @Nested
  class Money {
    @Test
    void aboveALimitIsUsualAndBelowItIsLost() {
      against(wholeVial()).line("J0202 12 JZ").unitPrice("2347.582").net("28170.98").finds();
      against(wholeVial())
          .line("J0202 12 JZ")
          .unitPrice("2347.592")
          .finds("price-above-limit [0] PRICE: 2347.592 for 2347.582, 0.12 USD (PRICE)")
          .says("The payer pays the limit at most.");
      against(wholeVial())
          .line("J0202 12 JZ")
          .unitPrice("1.00")
          .finds("price-differs [0] PRICE: 1.00 for 2347.582, -28158.98 USD (PRICE)")
          .says("The line asks 1.00 USD for a unit; the limit known for the day is 2347.582 USD");
      against(wholeVial())
          .line("J0202 12 JZ")
          .net("30000.00")
          .finds("price-above-limit [0] PRICE: 30000.00 for 2347.582, 1829.02 USD (PRICE)")
          .says("The line asks 30000.00 USD in all");
      against(wholeVial()).line("J0202 12 JZ").net("28170.98").finds();
    }

    @Test
    void ofTheOperatorIsMetExactly() {
      against(given().charge("3.00").code("J0202").dose("12 mg").vial("12 mg"))
          .line("J0202 12 JZ")
          .unitPrice("4.00")
          .finds("price-differs [0] PRICE: 4.00 for 3.00, 12.00 USD (PRICE)")
          .says("the charge known for the day is 3.00 USD for a unit. Correct the price.");
    }

    @Test
    void inAnotherCurrencyIsNotCompared() {
      against(wholeVial())
          .line("J0202 12 JZ")
          .net("1.00")
          .currency("EUR")
          .finds("price-differs [0] PRICE: EUR for USD (POLICY)")
          .says("The money of the line is in EUR. Send it in USD.");
    }

    /** No amount of another currency is counted as USD. */
    @Test
    void inAnotherCurrencyHasNoEffectAndNoSum() {
      against(wholeVial())
          .line("J9035 12 JZ")
          .net("900.00")
          .currency("EUR")
          .finds("code-differs [0] CODE: J9035 for J0202 (CODE_SYSTEM)");
      against(wholeVial())
          .line("J0202 12 JZ")
          .line("J9355 40")
          .unitPrice("100.00")
          .currency("EUR")
          .finds("line-without-administration [1] LINE: J9355, 40 units for nothing (R11)");
      against(wholeVial())
          .line("J0202 12 JZ")
          .line("J0202 12 JZ")
          .net("4000000")
          .currency("JPY")
          .finds("duplicate-line [1] LINE: J0202, 12 units for nothing, 28170.98 USD (POLICY)");
      against(wholeVial())
          .line("J0202 12 JZ")
          .net("4000000")
          .currency("JPY")
          .total("28170.98")
          .finds("price-differs [0] PRICE: JPY for USD (POLICY)");
    }

    @Test
    void isComparedOnEveryPartOfALine() {
      against(partOfAVial())
          .line("J0202 20 JW")
          .line("J0202 4")
          .unitPrice("2347.582")
          .line("J0202 6")
          .unitPrice("2347.592")
          .finds("price-above-limit [2] PRICE: 2347.592 for 2347.582, 0.06 USD (PRICE)");
    }

    @Test
    void ofALineIsUnitsTimesPriceBeforeItIsComparedWithAnother() {
      against(wholeVial())
          .line("J0202 12 JZ")
          .unitPrice("2.00")
          .net("25.00")
          .finds("price-differs [0] PRICE: 25.00 for 24.00, 1.00 USD (POLICY)")
          .says("The net of 25.00 USD is not the units times the unit price, 24.00 USD.");
    }

    @Test
    void withoutAKnownPriceIsNotCompared() {
      against(given().code("J9010").on("2012-03-02").dose("10 mg"))
          .line("J9010 1")
          .on("2012-03-02")
          .net("1.00")
          .finds();
      against(ofAPackage()).line("J9035 10").net("1.00").ndc(LEMTRADA).neverFinds("price-differs");
    }

    @Test
    void ofAClaimIsTheSumOfItsLines() {
      against(partOfAVial())
          .line("J0202 10")
          .net("23475.82")
          .line("J0202 20 JW")
          .net("46951.64")
          .total("70427.47")
          .finds("price-differs [] PRICE: 70427.47 for 70427.46, 0.01 USD (POLICY)")
          .says("The total of 70427.47 USD is not the sum of the lines, 70427.46 USD.");
      against(partOfAVial())
          .line("J0202 10")
          .net("23475.82")
          .line("J0202 20 JW")
          .net("46951.64")
          .total("70427.460")
          .finds();
      against(partOfAVial())
          .line("J0202 10")
          .net("23475.82")
          .line("J0202 20 JW")
          .total("1.00")
          .finds();
      against(wholeVial())
          .line("J0202 12 JZ")
          .net("28170.98")
          .total("28170.98")
          .totalIn("EUR")
          .finds("price-differs [] PRICE: EUR for USD (POLICY)");
    }
  }

  @Nested
  class Claims {
    @Test
    void failOnlyForWhatChangesMoneyOrIsDenied() {
      against(partOfAVial()).line("J0202 12").line("J0202 20 JW").fails(true);
      against(wholeVial().modifier("TB")).line("J0202 12 TB JZ").fails(false);
      against(ofTwoBillers()).line("J0202 12 JZ").fails(false);
    }

    @Test
    void ofOnePatientAreCheckedWithTheAdministrationsOfAnother() {
      Case two =
          given()
              .code("J0202")
              .patient("Patient/p1")
              .dose("12 mg")
              .vial("12 mg")
              .and()
              .patient("Patient/p2")
              .dose("10 mg");
      against(two)
          .patient("Patient/p1")
          .line("J0202 12 JZ")
          .finds("administration-on-other-claim [] LINE: nothing for nothing (POLICY)")
          .says("is of another patient and belongs on another claim")
          .fails(false);
    }

    @Test
    void mayHaveLinesOfHostedCodesThatAreNoDrug() {
      for (String code : List.of("Q0081", "Q3014")) {
        against(wholeVial())
            .line("J0202 12 JZ")
            .line(code + " 1")
            .finds(
                "line-not-checked [1] CODE: %s, 1 units for nothing (CODE_SYSTEM)".formatted(code))
            .fails(false);
      }
    }

    /** A device's code counts no drug, and its line needs the record of who got it. */
    @Test
    void haveNoDeviceWithoutItsAdministration() {
      against(wholeVial())
          .line("J0202 12 JZ")
          .line("J7300 1")
          .finds("line-without-administration [1] LINE: J7300, 1 units for nothing (R11)");
    }

    @Test
    void areOfOnePatient() {
      against(wholeVial())
          .patient("Patient/p2")
          .line("J0202 12 JZ")
          .finds(
              "patient-mismatch [] LINE: nothing for nothing (POLICY)",
              "line-without-administration [0] LINE: J0202, 12 units for nothing (R11)")
          .says("Leave it out, or correct the patient.");
      against(wholeVial()).patient("").line("J0202 12 JZ").finds();
    }

    @Test
    void nameAPlaceThatWasInUse() {
      against(wholeVial()).line("J0202 12 JZ").place("11").finds();
      against(wholeVial())
          .line("J0202 12 JZ")
          .place("98")
          .finds("place-of-service-not-valid [0] PLACE: 98 for nothing (POLICY)");
      against(given().code("J0202").on("2015-12-31").dose("12 mg"))
          .line("J0202 12")
          .on("2015-12-31")
          .place("19")
          .finds(
              "code-not-valid-on-date [0] CODE: J0202, 12 units for nothing (CODE_SYSTEM)",
              "place-of-service-not-valid [0] PLACE: 19 for nothing (POLICY)");
      against(wholeVial())
          .line("J0202 12 JZ")
          .place("98")
          .on(null)
          .finds(
              "date-missing [0] DATE: nothing for 2024-05-01 (POLICY)",
              "place-of-service-differs [0] PLACE: 98 for 11 (POLICY)");
    }

    @Test
    void nameThePlaceOfTheRecord() {
      against(wholeVial().place("22")).line("J0202 12 JZ").place("22").finds();
      against(wholeVial().place("22")).line("J0202 12 JZ").finds();
      against(wholeVial().place("22").and().place("11").vial("12 mg"))
          .line("J0202 12 JZ")
          .place("11")
          .line("J0202 12 JZ")
          .place("22")
          .finds();
      against(
              given()
                  .ndc(LEMTRADA)
                  .dose("12 mg")
                  .vial("12 mg")
                  .place("22")
                  .and()
                  .place("11")
                  .vial("12 mg"))
          .line("J0202 12 JZ")
          .ndc("58468020001")
          .quantity("1.2 ML")
          .place("11")
          .line("J0202 12 JZ")
          .ndc("58468020001")
          .quantity("1.2 ML")
          .place("22")
          .finds();
      against(partOfAVial().place("22"))
          .line("J0202 10")
          .place("22")
          .line("J0202 20 JW")
          .place("11")
          .finds("place-of-service-differs [1] PLACE: 11 for 22 (POLICY)")
          .says("place of service 11; the record gives 22")
          .fails(false);
      against(wholeVial().place(null)).line("J0202 12 JZ").place("11").finds();
      against(partOfAVial().place(null))
          .line("J0202 10")
          .place("22")
          .line("J0202 20 JW")
          .place("11")
          .finds("place-of-service-differs [1] PLACE: 11 for 22 (POLICY)")
          .says("another line of the service has 22, and the record names none");
      against(wholeVial().place(null).and().on("2024-05-09").dose("12 mg").vial("12 mg"))
          .line("J0202 12 JZ")
          .place("22")
          .line("J0202 12 JZ")
          .on("2024-05-09")
          .place("11")
          .finds();
    }

    @Test
    void ofAFacilityHaveItsRevenueCode() {
      against(wholeVial().institutional()).line("J0202 12 JZ").revenue("0636").finds();
      against(wholeVial().institutional()).line("J0202 12 JZ").revenue("636").finds();
      against(wholeVial().institutional())
          .line("J0202 12 JZ")
          .revenue("0250")
          .finds("revenue-code-differs [0] REVENUE: 0250 for 0636 (POLICY)")
          .says("The line has revenue code 0250; drugs are billed under 0636.")
          .fails(false);
      against(wholeVial().institutional())
          .line("J0202 12 JZ")
          .finds("revenue-code-differs [0] REVENUE: nothing for 0636 (POLICY)")
          .says("The line has no revenue code; drugs are billed under 0636.");
      against(wholeVial())
          .line("J0202 12 JZ")
          .revenue("0636")
          .finds("revenue-code-differs [0] REVENUE: 0636 for nothing (POLICY)")
          .says("a professional claim has none");
    }

    /** An error in all lines pairs each with its own, in linear time. */
    @Test
    void mayBeManyWithOneFault() {
      Case course = null;
      for (int day = 0; day < MANY; day++) {
        course = course == null ? given() : course.and();
        course = course.code("J0202").on(day(day)).dose("10 mg");
      }
      Billed marked = against(course);
      Billed shifted = against(course);
      String[] faults = new String[MANY];
      for (int day = 0; day < MANY; day++) {
        marked.line("J0202 10 TB").on(day(day));
        shifted.line("J0202 10").on(day(day + MANY));
        faults[day] = "modifier-unexpected [%d] MODIFIER: TB for nothing (POLICY)".formatted(day);
      }
      marked.finds(faults);
      shifted.fails(true);
    }

    private static final int MANY = 1000;

    private static String day(int number) {
      return LocalDate.of(2019, 1, 1).plusDays(number).toString();
    }

    @Test
    void areOfThePeriodThatTheyName() {
      against(wholeVial()).line("J0202 12 JZ").period("2024-04-01", "2024-05-01").finds();
      against(wholeVial())
          .line("J0202 12 JZ")
          .period("2024-05-02", "2024-05-31")
          .finds("date-differs [] DATE: 2024-05-02 to 2024-05-31 for 2024-05-01 (POLICY)")
          .says("leaves out the line of 2024-05-01");
    }

    @Test
    void thatAreNotThisOneAreNamedOnceForEachGroup() {
      against(ofTwoBillers())
          .line("J0202 12 JZ")
          .finds("administration-on-other-claim [] LINE: nothing for J0202, 10 units (POLICY)");
      against(ofTwoBillers())
          .line("J0202 10")
          .line("J0202 20 JW")
          .finds("administration-on-other-claim [] LINE: nothing for J0202 JZ, 12 units (POLICY)");
    }

    @Test
    void splitByTheirLimitAreToldApart() {
      against(wholeVial().and().on("2024-05-09").dose("12 mg").vial("12 mg"))
          .limit("30000.00")
          .line("J0202 12 JZ")
          .finds("administration-on-other-claim [] LINE: nothing for J0202 JZ, 12 units (POLICY)");
    }

    @Test
    void stayWithinTheLimitWhereWhatWasGivenFitsOnSeveral() {
      Case course = wholeVial().and().on("2024-05-09").dose("36 mg").vials(3, "12 mg");
      against(course)
          .limit("99999.99")
          .line("J0202 12 JZ")
          .net("28170.98")
          .line("J0202 36 JZ")
          .on("2024-05-09")
          .net("84512.95")
          .total("112683.93")
          .finds("claim-limit-exceeded [] PRICE: 112683.93 for 99999.99 (POLICY)")
          .says("The claim asks 112683.93 USD; the payer takes 99999.99 USD at most on one.");
      against(course)
          .limit("99999.99")
          .line("J0202 12 JZ")
          .line("J0202 36 JZ")
          .on("2024-05-09")
          .finds();
      against(given().code("J0202").dose("48 mg").vials(4, "12 mg"))
          .limit("99999.99")
          .line("J0202 48 JZ")
          .net("112683.94")
          .finds();
      against(wholeVial().and().on("2024-05-09").dose("12 mg").vial("12 mg"))
          .line("J0202 12 JZ")
          .net("60000.00")
          .line("J0202 12 JZ")
          .on("2024-05-09")
          .net("60000.00")
          .finds(
              "price-above-limit [0] PRICE: 60000.00 for 2347.582, 31829.02 USD (PRICE)",
              "price-above-limit [1] PRICE: 60000.00 for 2347.582, 31829.02 USD (PRICE)",
              "claim-limit-exceeded [] PRICE: 120000.00 for 99999.99 (POLICY)");
      against(
              wholeVial()
                  .and()
                  .on("2024-05-09")
                  .dose("36 mg")
                  .vials(3, "12 mg")
                  .and()
                  .on("2024-05-20")
                  .dose("48 mg")
                  .vials(4, "12 mg"))
          .limit("99999.99")
          .line("J0202 48 JZ")
          .on("2024-05-20")
          .net("112683.94")
          .finds(
              "administration-on-other-claim [] LINE: nothing for J0202 JZ, 12 units (POLICY)",
              "administration-on-other-claim [] LINE: nothing for J0202 JZ, 36 units (POLICY)");
    }

    @Test
    void mayAskTheLimitItselfAndAreNotHeldToItInAnotherCurrency() {
      against(wholeVial().and().on("2024-05-09").dose("12 mg").vial("12 mg"))
          .line("J0202 12 JZ")
          .net("50000.00")
          .line("J0202 12 JZ")
          .on("2024-05-09")
          .net("49999.99")
          .neverFinds("claim-limit-exceeded");
      against(wholeVial().and().on("2024-05-09").dose("12 mg").vial("12 mg"))
          .line("J0202 12 JZ")
          .line("J0202 12 JZ")
          .on("2024-05-09")
          .total("150000")
          .totalIn("JPY")
          .neverFinds("claim-limit-exceeded");
      against(wholeVial().and().on("2024-05-09").dose("12 mg").vial("12 mg"))
          .line("J0202 12 JZ")
          .net("75000")
          .line("J0202 12 JZ")
          .on("2024-05-09")
          .net("75000")
          .currency("JPY")
          .neverFinds("claim-limit-exceeded");
      against(wholeVial().and().on("2024-05-09").dose("12 mg").vial("12 mg"))
          .line("J0202 12 JZ")
          .net("75000")
          .line("J0202 12 JZ")
          .on("2024-05-09")
          .net("75000")
          .totalIn("JPY")
          .neverFinds("claim-limit-exceeded");
    }

    /** An institutional claim has no limit. */
    @Test
    void ofAFacilityAreNotSplit() {
      against(wholeVial().institutional().and().on("2024-05-09").dose("36 mg").vials(3, "12 mg"))
          .line("J0202 12 JZ")
          .revenue("0636")
          .net("28170.98")
          .line("J0202 36 JZ")
          .on("2024-05-09")
          .revenue("0636")
          .net("84512.95")
          .finds();
    }

    @Test
    void thatAreBegunAreFinishedFirst() {
      against(ofTwoBillers())
          .line("J0202 20 JW")
          .line("J0202 12")
          .finds(
              "units-too-high [1] UNITS: 12 for 10, 4695.16 USD (R1)",
              "administration-on-other-claim [] LINE: nothing for J0202 JZ, 12 units (POLICY)");
      against(ofTwoBillers())
          .line("J0202 10")
          .line("J0202 20 JW")
          .line("J0202 10")
          .finds(
              "duplicate-line [2] LINE: J0202, 10 units for nothing, 23475.82 USD (POLICY)",
              "administration-on-other-claim [] LINE: nothing for J0202 JZ, 12 units (POLICY)");
    }

    @Test
    void mayHoldTheLinesOfAnotherOne() {
      against(ofTwoBillers())
          .line("J0202 10")
          .line("J0202 20 JW")
          .line("J0202 12 JZ TB")
          .line("J0202 12 JZ TB")
          .finds(
              "duplicate-line [3] LINE: J0202, 12 units for nothing, 28170.98 USD (POLICY)",
              "modifier-unexpected [2] MODIFIER: TB for nothing (POLICY)");
    }

    @Test
    void takeAnEqualLineBeforeASum() {
      against(given().code("J0202").dose("10 mg").biller("o1").and().dose("30 mg").biller("o2"))
          .line("J0202 10")
          .line("J0202 20")
          .finds(
              "units-too-high [0, 1] UNITS: 30 for 10, 46951.64 USD (R1)",
              "administration-on-other-claim [] LINE: nothing for J0202, 30 units (POLICY)");
    }
  }
}
