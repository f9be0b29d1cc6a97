package org.priceunits.domain.checking;

import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.checking.Billed.against;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.Case;
import org.priceunits.domain.billing.Known;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Validity;

/** Several billed lines for one expected one, and one for several. */
class PartsOfLinesTest {
  private static final String LEMTRADA = "58468-0200-01";
  private static final String ANOTHER = "58468-0357-01";

  @Nested
  class OfOnePackage {
    /** J0202 10 of the package, and J0202 4 eight days later. */
    private static Case twoDays() {
      return given().ndc(LEMTRADA).dose("10 mg").and().on("2024-05-09").dose("4 mg");
    }

    private static final String SECOND_DAY =
        "administration-not-billed [] LINE: nothing for J0202, 4 units, -9390.33 USD (R1)";

    @Test
    void areAddedUpIfOneOfThemNamesIt() {
      against(twoDays())
          .line("J0202 6")
          .ndc(LEMTRADA)
          .quantity("1 ML")
          .line("J0202 4")
          .finds(SECOND_DAY);
    }

    @Test
    void areThoseThatNameItIfTheyAreTheWholeAlready() {
      against(twoDays())
          .line("J0202 6")
          .ndc(LEMTRADA)
          .quantity("0.6 ML")
          .line("J0202 4")
          .ndc(LEMTRADA)
          .quantity("0.4 ML")
          .line("J0202 4")
          .finds(
              "date-differs [2] DATE: 2024-05-01 for 2024-05-09 (POLICY)",
              "ndc-unconfirmed [2] NDC: nothing for 58468020001 (POLICY)");
    }

    @Test
    void thatNameAnotherPackageAreNotAddedUp() {
      against(twoDays())
          .line("J0202 6")
          .ndc(LEMTRADA)
          .line("J0202 4")
          .ndc(ANOTHER)
          .finds(
              "units-too-low [0] UNITS: 6 for 10, -9390.33 USD (R1)",
              "date-differs [1] DATE: 2024-05-01 for 2024-05-09 (POLICY)",
              "ndc-differs [1] NDC: 58468-0357-01 for 58468020001 (POLICY)");
    }

    @Test
    void eachNameItIfThePayerRequiresIt() {
      against(twoDays().payer("regence"))
          .payer("regence")
          .line("J0202 6")
          .ndc(LEMTRADA)
          .line("J0202 4")
          .finds(
              "units-too-low [0] UNITS: 6 for 10 (R1)",
              "date-differs [1] DATE: 2024-05-01 for 2024-05-09 (POLICY)",
              "ndc-missing [1] NDC: nothing for 58468020001 (POLICY)");
    }

    /** 5, 3 and 2 make the 10 units; two more are of nothing. */
    @Test
    void thatNameNoneFillItUpAndNoMore() {
      against(given().ndc(LEMTRADA).dose("10 mg"))
          .line("J0202 5")
          .ndc(LEMTRADA)
          .quantity("1 ML")
          .line("J0202 3")
          .line("J0202 2")
          .line("J0202 2")
          .finds("line-without-administration [3] LINE: J0202, 2 units for nothing (R11)");
    }

    @Test
    void thatNameTheSameWrongOneBelongTogether() {
      against(given().ndc(LEMTRADA).dose("10 mg"))
          .line("J0202 6")
          .ndc(ANOTHER)
          .line("J0202 4")
          .ndc(ANOTHER)
          .finds("ndc-differs [0, 1] NDC: 58468-0357-01 for 58468020001 (POLICY)");
    }
  }

  @Nested
  class OfSeveralPackages {
    /** J9035 36 and 9 of two packages, and JW 4 and 1. */
    private static Case twoPackages() {
      return given()
          .code("J9035")
          .dose("450 mg")
          .vialsOf(1, "400 mg", "50242-0061-01")
          .vialsOf(1, "100 mg", "50242-0060-01");
    }

    @Test
    void leaveTheDiscardMissingIfOnlyTheDoseIsBilled() {
      against(twoPackages())
          .line("J9035 45")
          .finds(
              "discard-modifier-missing [] LINE: nothing for J9035 JW, 4 units, -296.62 USD (R2)",
              "discard-modifier-missing [] LINE: nothing for J9035 JW, 1 units, -74.16 USD (R2)");
    }

    @Test
    void areNotSummedOnceOneIsBilledByItself() {
      against(twoPackages())
          .line("J9035 30")
          .ndc("50242-0061-01")
          .line("J9035 6")
          .ndc("50242-0061-01")
          .line("J9035 45")
          .line("J9035 5 JW")
          .finds(
              "ndc-quantity-differs [0, 1] NDC_QUANTITY: nothing for 14.4 ML (POLICY)",
              "units-too-high [2] UNITS: 45 for 9, 2669.62 USD (R1)",
              "ndc-unconfirmed [2] NDC: nothing for 50242006001 (POLICY)");
    }

    /** The operator charges 3 USD for a unit of one package, or of both. */
    @ParameterizedTest
    @CsvSource(
        nullValues = "-",
        value = {
          "50242-0051-21, '', -",
          "50242-0053-06, '', -",
          "-, ', -180.00 USD', 'price-differs [0] PRICE: 1.00 for 3, -179.00 USD (PRICE)'"
        })
    void haveAPriceTogetherIfEachHasIt(String priced, String worth, String found) {
      Catalogs charge = Known.fee(charge(priced));
      Case two =
          given()
              .knowing(charge)
              .code("J9312")
              .dose("600 mg")
              .vialsOf(1, "100 mg", "50242-0051-21")
              .vialsOf(1, "500 mg", "50242-0053-06");
      against(two)
          .knowing(charge)
          .finds(
              "administration-not-billed [] LINE: nothing for J9312 JZ, 10 units; J9312 JZ, 50"
                  + " units"
                  + worth
                  + " (R1)");
      against(two)
          .knowing(charge)
          .line("J9312 60 JZ")
          .net("1.00")
          .finds(found == null ? new String[0] : new String[] {found});
    }

    private static Fee charge(String ndc) {
      return new Fee(
          new HcpcsCode("J9312"),
          ndc == null ? null : Ndc.of(ndc).orElseThrow(),
          null,
          Validity.ALWAYS,
          LocalDate.of(2024, 1, 1),
          Fee.Basis.CHARGE,
          new BigDecimal("3"),
          "ChargeItemDefinition/charge");
    }

    @Test
    void needTheirNdcsIfThePayerRequiresThem() {
      against(twoPackages().payer("regence"))
          .payer("regence")
          .line("J9035 45")
          .line("J9035 5 JW")
          .finds(
              "units-too-high [0] UNITS: 45 for 36 (R1)",
              "ndc-missing [0] NDC: nothing for 50242006101 (POLICY)",
              "discard-units-wrong [1] UNITS: 5 for 4 (R3)",
              "ndc-missing [1] NDC: nothing for 50242006101 (POLICY)",
              "administration-not-billed [] LINE: nothing for J9035, 9 units; J9035 JW, 1 units"
                  + " (R1)");
    }
  }

  @Nested
  class OfSeveralClaims {
    @Test
    void areNotSummedOnOneLine() {
      against(given().code("J0202").dose("10 mg").biller("o1").and().dose("30 mg").biller("o2"))
          .line("J0202 40")
          .finds(
              "units-too-high [0] UNITS: 40 for 10, 70427.46 USD (R1)",
              "administration-on-other-claim [] LINE: nothing for J0202, 30 units (POLICY)");
    }
  }

  @Test
  void ofDiscardsHoldNoAdministeredUnits() {
    against(given().code("J0202").dose("10 mg").vial("30 mg"))
        .line("J0202 30 JW")
        .finds(
            "discard-units-wrong [0] UNITS: 30 for 20, 23475.82 USD (R3)",
            "administration-not-billed [] LINE: nothing for J0202, 10 units, -23475.82 USD (R1)");
  }

  @Nested
  class OfSeveralPlaces {
    /** J0202 12 JZ at 22, and 12 at 11. */
    private static Case twoPlaces() {
      return given()
          .place("22")
          .ndc(LEMTRADA)
          .dose("12 mg")
          .vial("12 mg")
          .and()
          .place("11")
          .vial("12 mg");
    }

    @Test
    void differInThePlaceAloneIfTheUnitsAddUp() {
      against(twoPlaces())
          .line("J0202 24 JZ")
          .ndc(LEMTRADA)
          .quantity("2.4 ML")
          .place("11")
          .finds("place-of-service-differs [0] PLACE: 11 for 22 (POLICY)");
      against(twoPlaces())
          .line("J0202 24 JZ")
          .ndc(LEMTRADA)
          .quantity("2.4 ML")
          .place("22")
          .finds("place-of-service-differs [0] PLACE: 22 for 11 (POLICY)");
      against(twoPlaces()).line("J0202 24 JZ").ndc(LEMTRADA).quantity("2.4 ML").finds();
    }

    @Test
    void stillHaveTheirUnitsAndQuantityChecked() {
      against(twoPlaces())
          .line("J0202 24 JZ")
          .ndc(LEMTRADA)
          .quantity("1.2 ML")
          .place("22")
          .finds(
              "ndc-quantity-differs [0] NDC_QUANTITY: 1.2 ML for 2.4 ML (POLICY)",
              "place-of-service-differs [0] PLACE: 22 for 11 (POLICY)");
    }

    /** The claim itself tells two places apart, so each has its own units. */
    @Test
    void areNotAddedUpIfTheClaimNamesBoth() {
      against(twoPlaces())
          .line("J0202 10 JZ")
          .ndc(LEMTRADA)
          .place("11")
          .line("J0202 14 JZ")
          .ndc(LEMTRADA)
          .place("22")
          .neverFinds("place-of-service-differs")
          .fails(true);
    }
  }
}
