package org.priceunits.domain.checking;

import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.checking.Billed.against;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.Case;
import org.priceunits.domain.billing.Policies;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.policy.LineUnits;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Validity;

/** Tests claims with more units than one line takes (R20). */
class LongLinesAreCheckedTest {
  private static final Catalogs CONTRACTOR =
      Policies.lineUnits(
          ShippedKnowledge.pricing().catalogs(),
          new LineUnits(new BigDecimal("9999"), new Modifier("76"), Validity.ALWAYS));
  private static final String LEMTRADA = "58468020001";

  private static Case dose(String units) {
    return given().code("J0202").dose(units + " mg");
  }

  private static Billed contractor(String units) {
    return against(dose(units).knowing(CONTRACTOR)).knowing(CONTRACTOR);
  }

  @Test
  void splitAsTheContractorPublishesAreRight() {
    contractor("22000").line("J0202 9999").line("J0202 9999 76").line("J0202 2002 76").finds();
    contractor("22000").line("J0202 2002 76").line("J0202 9999").line("J0202 9999 77").finds();
    contractor("22000").line("J0202 9000").line("J0202 9000 76").line("J0202 4000 76").finds();
    contractor("9999").line("J0202 9999").finds();
  }

  @Test
  void splitAreRightWhereThePolicyDoesNotSayHowTo() {
    against(dose("22000")).line("J0202 9999").line("J0202 9999 76").line("J0202 2002 76").finds();
    against(dose("22000")).line("J0202 9999").line("J0202 9999").line("J0202 2002").finds();
    against(dose("22000"))
        .line("J0202 22000")
        .finds("line-exceeds-usual-units [0] UNITS: 22000 for 9999 (R20)")
        .says("Ask the contractor whether it wants the line repeated, with which modifier.")
        .fails(false);
    against(dose("9999")).line("J0202 9999").finds();
  }

  @Test
  void takeAnyNumberOfUnitsWhereNoLimitIsKnown() {
    Catalogs unlimited = Policies.lineUnits(ShippedKnowledge.pricing().catalogs(), null);
    against(dose("22000").knowing(unlimited)).knowing(unlimited).line("J0202 22000").finds();
  }

  @Test
  void onOneLineAreTooLongWhereThePolicySaysSo() {
    contractor("22000")
        .line("J0202 22000")
        .finds("line-units-exceeded [0] UNITS: 22000 for 9999 (R20)")
        .says("at most on one. Repeat the code on further lines with modifier 76.");
    contractor("22000")
        .line("J0202 10000")
        .line("J0202 12000 76")
        .finds(
            "line-units-exceeded [0] UNITS: 10000 for 9999 (R20)",
            "line-units-exceeded [1] UNITS: 12000 for 9999 (R20)");
  }

  @Test
  void needTheModifierOnTheFurtherLines() {
    contractor("22000")
        .line("J0202 9999")
        .line("J0202 9999")
        .line("J0202 2002 76")
        .finds("modifier-missing [1] MODIFIER: nothing for 76 (R20)");
    contractor("9999").line("J0202 5000").line("J0202 4999").finds();
  }

  @Test
  void addUpTheirUnitsAndTheirPackages() {
    contractor("22000")
        .line("J0202 9999")
        .line("J0202 9999 76")
        .finds("units-too-low [0, 1] UNITS: 19998 for 22000, -4699859.16 USD (R1)");
    Case ofPackage = dose("22000").ndc(LEMTRADA).knowing(CONTRACTOR);
    against(ofPackage)
        .knowing(CONTRACTOR)
        .line("J0202 9999")
        .ndc(LEMTRADA)
        .quantity("999.9 ML")
        .line("J0202 9999 76")
        .ndc(LEMTRADA)
        .quantity("999.9 ML")
        .line("J0202 2002 76")
        .ndc(LEMTRADA)
        .quantity("200.2 ML")
        .finds();
  }

  @Test
  void bothOfDoseAndWasteAreSplit() {
    Case two = dose("10000").vial("20002 mg").knowing(CONTRACTOR);
    against(two)
        .knowing(CONTRACTOR)
        .line("J0202 9999")
        .line("J0202 1 76")
        .line("J0202 9999 JW")
        .line("J0202 3 JW 76")
        .finds();
  }

  /** A claim takes eleven digits; ten without hyphens may be one of three packages. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "58468020001, -",
        "5846820001, ndc-invalid [0] NDC: 5846820001 for 58468020001 (POLICY)",
        "5846820002, ndc-differs [0] NDC: 5846820002 for 58468020001 (POLICY)"
      })
  void ofAPackageNameItInElevenDigits(String ndc, String finding) {
    Billed billed = against(dose("12").ndc(LEMTRADA)).line("J0202 12").ndc(ndc).quantity("1.2 ML");
    if (finding == null) {
      billed.finds();
    } else {
      billed.finds(finding).fails(true);
    }
  }

  @Test
  void ofAnyPackageNameItInElevenDigits() {
    against(dose("12"))
        .line("J0202 12")
        .ndc("5846820001")
        .finds(
            "ndc-invalid [0] NDC: 5846820001 for nothing (POLICY)",
            "ndc-unconfirmed [0] NDC: 5846820001 for nothing (POLICY)")
        .says("a claim takes eleven. Write it in the form 5-4-2, without hyphens.");
    against(dose("12").ndc(LEMTRADA))
        .line("J0202 6")
        .ndc(LEMTRADA)
        .quantity("0.6 ML")
        .line("J0202 6 76")
        .ndc("5846820001")
        .quantity("0.6 ML")
        .finds("ndc-invalid [1] NDC: 5846820001 for 58468020001 (POLICY)");
  }
}
