package org.priceunits.domain.billing;

import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.*;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.ContainerLabel.Exactness;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.DoseForm;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Presentation;
import org.priceunits.domain.product.Validity;

/** Tests that dispensed containers count as opened only if all of them must have been. */
class DispensedContainersTest {
  /** 12 mg in 1.2 mL. */
  private static final String LEMTRADA = "58468-0200-01";

  private static final String SMALL = "11111-1111-11";
  private static final String BIG = "11111-1111-12";
  private static final String UNKNOWN = "11111-1111-13";

  private static DrugProduct vial(String ndc, String mg) {
    return new DrugProduct(
        Ndc.of(ndc).orElseThrow(),
        "Brand",
        new Presentation(
            mg == null ? null : Dose.of(new BigDecimal(mg), "mg"),
            null,
            DoseForm.POWDER,
            new ContainerLabel(ContainerType.SINGLE_DOSE, "its label", Exactness.PACKAGE),
            Map.of()),
        Set.of(),
        List.of(new DatedCode(new HcpcsCode("J0202"), Validity.ALWAYS)),
        null);
  }

  private static final Catalogs VIALS =
      Known.products(vial(SMALL, "10"), vial(BIG, "40"), vial(UNKNOWN, null));

  /** Dose and dispensed quantity; lines where it fits. */
  @ParameterizedTest
  @CsvSource({
    "12 mg, 1 {vial}, J0202 12 JZ",
    "12.1 mg, 1 {vial},",
    "12.1 mg, 2 {vial}, J0202 13 | J0202 11 JW",
    "12 mg, 2 {vial},",
    "10 mg, 12 mg, J0202 10 | J0202 2 JW",
    "10 mg, 11.9 mg,",
    "10 mg, 12.1 mg,",
    "10 mg, 0.012 g, J0202 10 | J0202 2 JW",
    "10 mg, 1.2 mL, J0202 10 | J0202 2 JW",
    "20 mg, 2.4 mL, J0202 20 | J0202 4 JW",
    "10 mg, 1.3 mL,",
    "10 mg, 12 [iU],",
    "10 mg, 0.1 mg,",
    "10 mg, 0 mg,"
  })
  void fitWhatWasGiven(String dose, String quantity, String lines) {
    Case one = given().ndc(LEMTRADA).dose(dose).dispensed(quantity, LEMTRADA);
    if (lines == null) {
      one.saysOnce(DISPENSE_NOT_USED).says(WASTE_UNKNOWN).neverSays(CONTAINERS_FROM_DISPENSE);
    } else {
      one.lines(lines.split(" \\| ")).saysOnce(CONTAINERS_FROM_DISPENSE);
      one.neverSays(DISPENSE_NOT_USED, WASTE_UNKNOWN);
    }
  }

  @ParameterizedTest
  @CsvSource({"49.9, true", "50, true", "50.1, false", "40.1, true", "40, false"})
  void ofTwoSizesNeedTheSmallerOneToo(String mg, boolean fits) {
    Case two =
        given()
            .knowing(VIALS)
            .ndc(BIG)
            .dose(mg + " mg")
            .dispensed("1 {vial}", BIG)
            .dispensed("1 {vial}", SMALL);
    if (fits) {
      two.says(CONTAINERS_FROM_DISPENSE);
    } else {
      two.says(DISPENSE_NOT_USED).neverSays(CONTAINERS_FROM_DISPENSE);
    }
  }

  @Test
  void ofSeveralAdministrationsAreThoseOfTheGroup() {
    given()
        .knowing(VIALS)
        .ndc(BIG)
        .dose("30 mg")
        .dispensed("2 {vial}", BIG)
        .and()
        .dose("30 mg")
        .lines("J0202 60", "J0202 20 JW")
        .saysOnce(CONTAINERS_FROM_DISPENSE);
  }

  @Test
  void ofAnUnknownContentShowNothing() {
    given()
        .knowing(VIALS)
        .ndc(BIG)
        .dose("30 mg")
        .dispensed("1 {vial}", UNKNOWN)
        .lines("J0202 30")
        .says(DISPENSE_NOT_USED);
    given()
        .knowing(VIALS)
        .ndc(BIG)
        .dose("30 mg")
        .dispensed("1 {vial}", "99999-9999-99")
        .says(DISPENSE_NOT_USED);
  }

  /** Of a powder the record knows the strength once it is dissolved: 40 mg in 4 mL. */
  @ParameterizedTest
  @CsvSource({"4 mL, J0202 30; J0202 10 JW", "3.9 mL, J0202 30"})
  void countByTheRecordedStrengthWhereThePackageHasNone(String quantity, String lines) {
    given()
        .knowing(VIALS)
        .ndc(BIG)
        .strength("10 mg", "1 mL")
        .dose("30 mg")
        .dispensed(quantity, BIG)
        .lines(lines.split("; "));
  }

  @Test
  void ofAnUnknownKindAttestNothing() {
    DrugProduct unlabelled =
        new DrugProduct(
            Ndc.of(BIG).orElseThrow(),
            "Brand",
            new Presentation(
                Dose.of(new BigDecimal("40"), "mg"), null, DoseForm.POWDER, null, Map.of()),
            Set.of(),
            List.of(new DatedCode(new HcpcsCode("J0202"), Validity.ALWAYS)),
            null);
    given()
        .knowing(Known.products(unlabelled))
        .on("2022-05-01")
        .ndc(BIG)
        .dose("30 mg")
        .dispensed("1 {vial}", BIG)
        .lines("J0202 30")
        .says(CONTAINERS_FROM_DISPENSE, CONTAINER_KIND_UNKNOWN);
  }

  @Test
  void giveWayToWhatTheRecordStates() {
    given()
        .ndc(LEMTRADA)
        .dose("10 mg")
        .vial("11 mg")
        .dispensed("1 {vial}", LEMTRADA)
        .lines("J0202 10", "J0202 1 JW")
        .neverSays(CONTAINERS_FROM_DISPENSE, DISPENSE_NOT_USED);
    given()
        .code("J9999")
        .ndc(LEMTRADA)
        .dose("10 mg")
        .dispensed("1 {vial}", LEMTRADA)
        .lines("J9999 1")
        .neverSays(CONTAINERS_FROM_DISPENSE, DISPENSE_NOT_USED);
    given().ndc(LEMTRADA).dose("10 mg").neverSays(CONTAINERS_FROM_DISPENSE, DISPENSE_NOT_USED);
  }

  @Test
  void holdTheStatedWasteToo() {
    given()
        .ndc(LEMTRADA)
        .dose("10 mg")
        .discarded("2 mg")
        .dispensed("1 {vial}", LEMTRADA)
        .lines("J0202 10", "J0202 2 JW")
        .says(CONTAINERS_FROM_DISPENSE);
    given()
        .ndc(LEMTRADA)
        .dose("10 mg")
        .discarded("2.1 mg")
        .dispensed("1 {vial}", LEMTRADA)
        .says(DISPENSE_NOT_USED);
  }
}
