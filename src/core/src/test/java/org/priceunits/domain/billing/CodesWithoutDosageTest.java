package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.CODE_WITHOUT_DOSAGE;
import static org.priceunits.domain.billing.result.IssueCode.CONTAINER_KIND_FROM_SOURCE;
import static org.priceunits.domain.billing.result.IssueCode.CONTAINER_KIND_UNKNOWN;
import static org.priceunits.domain.billing.result.IssueCode.DOSE_MISSING;
import static org.priceunits.domain.billing.result.IssueCode.DOSE_UNIT_NOT_CONVERTIBLE;
import static org.priceunits.domain.billing.result.IssueCode.POSSIBLE_REPEAT;
import static org.priceunits.domain.billing.result.IssueCode.WASTE_NOT_BILLED;
import static org.priceunits.domain.billing.result.IssueCode.WASTE_UNKNOWN;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.DoseForm;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Presentation;
import org.priceunits.domain.product.Validity;

/** Codes whose descriptor names a service or several amounts in place of one amount. */
class CodesWithoutDosageTest {

  @Nested
  class Services {
    @ParameterizedTest
    @CsvSource({
      "J7321, 2024-05-01, 2 mL, J7321 1",
      "J7321, 2024-05-01, 200 mL, J7321 1",
      "J7321, 2024-05-01, 1 {syringe}, J7321 1",
      "J7321, 2024-05-01, 1 1, J7321 1",
      "J7321, 2024-05-01, 2 {J7321}, J7321 2",
      "J7321, 2024-05-01, 1.5 {J7321}, J7321 2",
      "J7322, 2009-12-31, 2 mL, J7322 1",
      "J9031, 2019-06-30, 50 mg, J9031 1",
      "J3403, 2025-10-01, 1 {implant}, J3403 1",
      "Q2042, 2024-05-01, 3 {bag}, Q2042 1",
      "Q2042, 2024-05-01, 3 {Q2042}, Q2042 1",
      "Q2042, 2024-05-01, 1 {treatment}, Q2042 1",
      "Q2042, 2024-05-01, 3 1, Q2042 1",
      "Q2058, 2025-07-01, 100 {cells}, Q2058 1",
      "Q9982, 2024-05-01, 5 mCi, Q9982 1",
      "Q9982, 2024-05-01, 185 MBq, Q9982 1",
      "Q9983, 2024-05-01, 8.1 mCi, Q9983 1"
    })
    void areOneUnitForOneAdministration(String code, String day, String dose, String line) {
      given().code(code).on(day).dose(dose).lines(line).rules("R21");
    }

    @ParameterizedTest
    @CsvSource({
      "J7321, 2024-05-01, 2 {syringe}, one dose, the record counts 2 {syringe}",
      "J7321, 2024-05-01, 0.5 {dose}, one dose, the record counts 0.5 {dose}",
      "J7321, 2024-05-01, 2 1, one dose, the record counts 2 1",
      "Q2042, 2024-05-01, 2 {treatment}, one treatment, the record counts 2 {treatment}",
      "Q2042, 2024-05-01, 2 {dose}, one treatment, the record counts 2 {dose}",
      "Q9982, 2024-05-01, 5.01 mCi, one dose of up to 5 mCi, 5.01 mCi were given",
      "Q9982, 2024-05-01, 186 MBq, one dose of up to 5 mCi, 186 MBq were given",
      "Q9983, 2024-05-01, 8.2 mCi, one dose of up to 8.1 mCi, 8.2 mCi were given"
    })
    void areNotCountedWhereTheRecordSpeaksOfSeveralOrOfMore(
        String code, String day, String dose, String unit, String why) {
      Case refused = given().code(code).on(day).dose(dose).refused(CODE_WITHOUT_DOSAGE);
      assertThat(refused.text(CODE_WITHOUT_DOSAGE))
          .contains("One unit of " + code + " is " + unit, why);
    }

    /** Whatever amount it took, one administration is one unit. */
    @ParameterizedTest
    @CsvSource({"J7321", "Q2042", "Q9982"})
    void areOneUnitWithoutADose(String code) {
      given()
          .code(code)
          .on("2024-05-01")
          .dose("1 {administration}")
          .lines(code + " 1")
          .rules("R21");
    }

    @Test
    void areNotCountedWhereTheyWereStopped() {
      Case stopped = given().code("Q2042").dose("1 {bag}").stopped().refused(CODE_WITHOUT_DOSAGE);
      assertThat(stopped.text(CODE_WITHOUT_DOSAGE)).contains("this one was stopped");
    }

    @Test
    void addUpForDosesAndAreOneForTheParts() {
      given().code("J7321").dose("2 mL").and().dose("2 mL").lines("J7321 2").rules("R15", "R21");
      given()
          .code("J7321")
          .dose("2 mL")
          .own("RT")
          .and()
          .dose("2 mL")
          .own("LT")
          .lines("J7321 1 RT", "J7321 1 LT");
      given().code("Q2042").dose("1 {bag}").and().dose("1 {bag}").lines("Q2042 1");
      given()
          .code("Q2042")
          .dose("1 {bag}")
          .and()
          .distinct("59")
          .dose("1 {bag}")
          .lines("Q2042 1", "Q2042 1 59");
      given()
          .code("Q2042")
          .dose("1 {bag}")
          .and()
          .on("2024-05-02")
          .dose("1 {bag}")
          .lines("Q2042 1", "Q2042 1");
    }

    @Test
    void areRepeatsIfOneOrderHasTwo() {
      given()
          .code("J7321")
          .request("Order/1")
          .dose("2 mL")
          .and()
          .dose("3 mL")
          .says(POSSIBLE_REPEAT);
    }

    @Test
    void neverHaveJwAndHaveJzOnlyForASingleDoseContainer() {
      given().code("J7321").dose("2 mL").vial("2 mL").lines("J7321 1 JZ");
      given().code("J7321").dose("1 mL").vial("2 mL").lines("J7321 1 JZ");
      given().code("J7321").dose("2 mL").vials(3, "2 mL").lines("J7321 1 JZ");
      given().code("J7321").dose("2 mL").multiDose("2 mL").lines("J7321 1");
      given()
          .code("J7321")
          .dose("2 mL")
          .unknownContainer("2 mL")
          .lines("J7321 1")
          .neverSays(CONTAINER_KIND_UNKNOWN, WASTE_UNKNOWN);
      given().code("J7321").dose("2 mL").vial("2 mL").multiDose("2 mL").lines("J7321 1");
    }

    @Test
    void citeTheListThatSaysSingleDose() {
      given().code("J9029").dose("75 mL").lines("J9029 1 JZ").says(CONTAINER_KIND_FROM_SOURCE);
      given().code("J9029").dose("75 mL").multiDose("75 mL").lines("J9029 1");
    }

    @Test
    void loseNoStatedWasteInSilence() {
      Case wasted = given().code("J7321").dose("1.5 mL").vial("2 mL").discarded("0.5 mL");
      wasted.lines("J7321 1 JZ");
      assertThat(wasted.text(WASTE_NOT_BILLED)).contains("J7321", "0.5 mL");
      given().code("J7321").dose("2 mL").discarded("0 mL").neverSays(WASTE_NOT_BILLED);
    }

    @Test
    void carryTheOnePackageOfTheDrugAndItsContainers() {
      Case one = given().code("J7321").dose("2 mL").vialsOf(1, "2 mL", "89122-0724-20");
      assertThat(one.lines().get(0).ndc()).hasToString("89122072420");
      Case two = one("89122-0724-20").vialsOf(1, "2 mL", "89122-0724-12");
      assertThat(two.lines().get(0).ndc()).isNull();
      one("89122-0724-20").packages("89122-0724-20");
    }

    @Test
    void areCountedInTheMillilitresOfTheirPackage() {
      Ndc ndc = Ndc.of("89122-0724-20").orElseThrow();
      Case known = one("89122-0724-20").knowing(Known.products(product(ndc, "J7321", "1", "2")));
      known.lines("J7321 1").ndcQuantities("2.000 ML");
      one("89122-0724-20").ndcQuantities("none");
    }

    private static Case one(String ndc) {
      return given().code("J7321").ndc(ndc).dose("2 mL");
    }
  }

  /** One unit is one device, whatever drug it holds. */
  @Nested
  class Devices {
    @ParameterizedTest
    @CsvSource({
      "J7300, 1 {each}, J7300 1",
      "J7300, 2 {each}, J7300 2",
      "J7300, 1 {device}, J7300 1",
      "J7300, 1 {implant}, J7300 1",
      "J7300, 1 {administration}, J7300 1",
      "J7298, 1 {device}, J7298 1",
      "J7298, 52 mg, J7298 1"
    })
    void areCounted(String code, String dose, String line) {
      given().code(code).dose(dose).lines(line);
    }

    /** Several implants may be one system of rods; no amount of drug is a device. */
    @ParameterizedTest
    @CsvSource({"J7300, 2 {implant}", "J7300, 380 mg", "J7307, 68 mg"})
    void areNotGuessed(String code, String dose) {
      Case other = given().code(code).dose(dose).refused(CODE_WITHOUT_DOSAGE);
      assertThat(other.text(CODE_WITHOUT_DOSAGE))
          .startsWith("One unit of " + code + " is one device, whatever drug it holds")
          .contains("the dose of " + dose + " counts no devices");
    }

    @Test
    void aloneAreGivenWithoutADose() {
      given().code("J0202").dose("1 {administration}").refused(DOSE_MISSING);
    }
  }

  @Nested
  class Vials {
    @ParameterizedTest
    @CsvSource({"1 {vial}, 1", "2 {vial}, 2", "1.5 {vial}, 2", "0.5 {vial}, 1"})
    void areCounted(String dose, String units) {
      given().code("J0850").dose(dose).lines("J0850 " + units).rules("R1", "R17");
    }

    @Test
    void areNoAmountOfDrug() {
      given().code("J0850").dose("2500 mg").refused(DOSE_UNIT_NOT_CONVERTIBLE);
    }

    @Test
    void leaveNoUnitOfWaste() {
      given().code("J9266").dose("0.5 {vial}").vial("1 {vial}").lines("J9266 1 JZ");
      given().code("J9266").dose("0.5 {vial}").vials(2, "1 {vial}").lines("J9266 1", "J9266 1 JW");
    }
  }

  @Nested
  class Millilitres {
    @ParameterizedTest
    @CsvSource({
      "J1412, 48 mL, 48",
      "J1412, 48.1 mL, 49",
      "J7340, 100 mL, 1",
      "J7340, 100.1 mL, 2",
      "Q4174, 0.25 mL, 1",
      "Q4185, 0.5 mL, 1",
      "Q4185, 0.51 mL, 2",
      "Q4202, 1 mL, 1"
    })
    void areAnAmount(String code, String dose, String units) {
      given().code(code).dose(dose).lines(code + " " + units);
    }

    @Test
    void leaveWaste() {
      given().code("J1412").dose("7 mL").vial("8 mL").lines("J1412 7", "J1412 1 JW");
    }
  }

  @Nested
  class Packages {
    private static final String OPDUALAG = "00003-7125-11";
    private static final String PHESGO = "50242-0260-01";

    @ParameterizedTest
    @CsvSource({
      "J9298, 00003-7125-11, 80 {J9298}, 80",
      "J9298, 00003-7125-11, 160 {J9298}, 160",
      "J9316, 50242-0260-01, 10 mL, 120",
      "J9316, 50242-0260-01, 5 mL, 60",
      "J9316, 50242-0260-01, 5.01 mL, 61",
      "J9316, 50242-0245-01, 15 mL, 180"
    })
    void tellTheUnitsOfTheirContainersAndMillilitres(
        String code, String ndc, String dose, String units) {
      given().code(code).ndc(ndc).dose(dose).lines(code + " " + units).rules("R1", "R22", "R17");
    }

    @Test
    void haveWasteLikeAnyOther() {
      opened("5 mL").vialsOf(1, "120 {J9316}", PHESGO).lines("J9316 60", "J9316 60 JW");
      opened("10 mL").vialsOf(1, "120 {J9316}", PHESGO).lines("J9316 120 JZ");
    }

    private static Case opened(String dose) {
      return given().code("J9316").ndc(PHESGO).dose(dose);
    }

    @Test
    void doNotTellTheUnitsOfOneComponent() {
      Case unknown = given().code("J9298").ndc(OPDUALAG).dose("480 mg");
      unknown.refused(CODE_WITHOUT_DOSAGE);
      assertThat(unknown.text(CODE_WITHOUT_DOSAGE))
          .contains("J9298", "(3 mg/1 mg)", "480 mg", "(00003712511: 80)");
      assertThat(given().code("J9298").dose("480 mg").text(CODE_WITHOUT_DOSAGE))
          .contains("Send the NDC of a package");
      // Lemtrada's 12 mg are no billing units of J9298.
      assertThat(
              given().code("J9298").ndc("58468-0200-01").dose("480 mg").text(CODE_WITHOUT_DOSAGE))
          .contains("Send the NDC of a package");
    }

    @Test
    void areThoseThatWereOpened() {
      both().lines("J9298 160").says(WASTE_UNKNOWN);
      both().discarded("0 mg").lines("J9298 160 JZ").neverSays(WASTE_UNKNOWN);
      both().discarded("40 {J9298}").lines("J9298 120", "J9298 40 JW");
      both().discarded("160 {J9298}").refused(CODE_WITHOUT_DOSAGE);
      both().discarded("10 mg").refused(CODE_WITHOUT_DOSAGE);
    }

    @Test
    void areThoseThatWereOpenedOnlyIfNothingElseIsInThem() {
      given().code("J9298").dose("480 mg").sharedVial("80 {J9298}").refused(CODE_WITHOUT_DOSAGE);
      given().code("J9298").dose("480 mg").multiDose("80 {J9298}").refused(CODE_WITHOUT_DOSAGE);
      given().code("J9298").dose("480 mg").vial("240 mg").refused(CODE_WITHOUT_DOSAGE);
      given().code("J9298").dose("480 mg").vials(2, "80 {J9298}").lines("J9298 160");
      // CMS's list says single-dose for J9298, and nothing for J2543.
      given().code("J9298").dose("480 mg").unknownOf("80 {J9298}", OPDUALAG).lines("J9298 80");
      given()
          .code("J2543")
          .dose("12.1 g")
          .unknownContainer("4 {J2543}")
          .refused(CODE_WITHOUT_DOSAGE);
      given().code("J2543").dose("12 g").vials(3, "4 {J2543}").lines("J2543 12");
    }

    /** J9298: CMS's list says single-dose, and the package's own source goes before it. */
    @ParameterizedTest
    @CsvSource({
      "SINGLE_DOSE, false, true",
      "MULTI_DOSE, false, false",
      ", false, true",
      ", true, false"
    })
    void areSingleDoseByTheLabelOfThePackageOtherwiseByCmssList(
        @Nullable ContainerType type, boolean contradicted, boolean counted) {
      ContainerLabel label =
          type == null
              ? null
              : new ContainerLabel(type, "the label", ContainerLabel.Exactness.PACKAGE);
      DrugProduct known =
          new DrugProduct(
              Ndc.of(OPDUALAG).orElseThrow(),
              "Brand",
              new Presentation(
                  null,
                  null,
                  null,
                  label,
                  contradicted
                      ? Map.of(Presentation.Property.CONTAINER_TYPE, "one against the other")
                      : Map.of()),
              Set.of(),
              List.of(new DatedCode(new HcpcsCode("J9298"), Validity.ALWAYS)),
              null);
      Case opened = given().knowing(Known.products(known)).code("J9298").dose("480 mg");
      opened.unknownOf("80 {J9298}", OPDUALAG);
      if (counted) {
        opened.lines("J9298 80");
      } else {
        opened.refused(CODE_WITHOUT_DOSAGE);
      }
    }

    private static Case both() {
      return given().code("J9298").dose("480 mg").vialsOf(2, "80 {J9298}", OPDUALAG);
    }

    @Test
    void ofAMixtureTellNothingOfItsMillilitres() {
      given()
          .code("J9316")
          .ndc(PHESGO)
          .strength("60 mg", "1 mL")
          .dose("5 mL")
          .refused(CODE_WITHOUT_DOSAGE);
    }

    @Test
    void ofAnotherCodeTellNothing() {
      given().code("J2543").ndc(OPDUALAG).dose("80 {J9298}").refused(CODE_WITHOUT_DOSAGE);
    }
  }

  private static DrugProduct product(Ndc ndc, String code, String units, String millilitres) {
    String unit = new HcpcsCode(code).unit();
    Dose content = Dose.of(new BigDecimal(units), unit);
    return new DrugProduct(
        ndc,
        "Brand",
        new Presentation(
            content,
            new Strength(content.value().numerator(), unit, new BigDecimal(millilitres), "mL"),
            DoseForm.LIQUID,
            null,
            Map.of()),
        Set.of(),
        List.of(new DatedCode(new HcpcsCode(code), Validity.ALWAYS)),
        null);
  }
}
