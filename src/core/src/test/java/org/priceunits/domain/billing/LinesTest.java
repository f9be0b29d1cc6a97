package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.*;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.policy.MedicallyUnlikelyEdit;
import org.priceunits.domain.policy.MedicallyUnlikelyEdit.Adjudication;
import org.priceunits.domain.policy.PayerPolicy;
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

/** Tests the content of a line beside its units, and its issues. */
class LinesTest {
  private static final String LEMTRADA = "58468-0200-01";
  private static final String OPDIVO_100 = "00003-3774-12";
  private static final String OPDIVO_240 = "00003-3734-13";
  private static final String AVASTIN_100 = "50242-0060-01";
  private static final String AVASTIN_400 = "50242-0061-01";

  private static Case wholeVial() {
    return given().code("J0202").dose("12 mg").vial("12 mg");
  }

  @Nested
  class Workings {
    @Test
    void citeTheRulesThatDecided() {
      wholeVial().rules("R1", "R6");
      given().code("J0202").dose("10 mg").vial("30 mg").rules("R1", "R2", "R3");
      given().code("J9035").dose("7 mg").vial("10 mg").rules("R1", "R5");
      given().code("J0202").dose("12 mg").vial("12 mg").discarded("1 mg").rules("R1", "R8", "R6");
      given().code("J0202").dose("5 mg").and().dose("5 mg").rules("R1", "R15", "R17");
      given().code("J0202").dose("5 mg").sharedVial("12 mg").rules("R1", "R14");
      given()
          .code("J0202")
          .dose("5 mg")
          .sharedVial("12 mg")
          .discarded("0 mg")
          .rules("R1", "R14", "R6");
      given().code("J0202").dose("5 mg").stopped().rules("R1", "R12");
      given().code("J9355").dose("220 mg").multiDose("420 mg").rules("R1", "R7");
      given()
          .code("J9035")
          .on("2022-05-01")
          .dose("77 mg")
          .unknownContainer("100 mg")
          .rules("R1", "R7");
    }

    /** What was opened is on the claim, so that an auditor can add dose and waste up to it. */
    @Test
    void nameTheContainersThatWereOpened() {
      Case opened = given().code("J0202").dose("20 mg").vials(2, "12 mg").sharedVial("6 mg");
      assertThat(opened.lines().get(0).working().containers())
          .extracting(c -> c.count() + " x " + c.size().shown() + (c.shared() ? " shared" : ""))
          .containsExactly("2 x 12 mg", "1 x 6 mg shared");
      assertThat(given().code("J0202").dose("20 mg").lines().get(0).working().containers())
          .isEmpty();
    }

    @Test
    void showTheArithmetic() {
      given()
          .code("J9010")
          .on("2012-03-02")
          .dose("9.9 mg")
          .vial("30 mg")
          .formulas("ceil(9.9 / 10) = 1", "floor((9.9 + 20.1 - 1 x 10) / 10) = 2");
      given()
          .payer("bcbs-id-2012")
          .code("J9010")
          .on("2012-03-02")
          .dose("10 mg")
          .vial("30 mg")
          .formulas("ceil(30 / 10) = 3");
      given()
          .code("J0202")
          .dose("0.1 mL")
          .strength("100 mg", "3 mL")
          .formulas("ceil(3.333333 / 1) = 4");
    }
  }

  @Nested
  class OneLine {
    @Test
    void billsTheContainersOnlyWhereTheyAreStatedAndAttested() {
      Case one = given().payer("bcbs-id-2012").code("J9010").on("2012-03-02");
      one.dose("10 mg").vial("25 mg").lines("J9010 3");
      assertThat(one.lines().get(0).kind()).isEqualTo(ServiceLine.Kind.CONTAINERS);
      given().payer("bcbs-id-2012").code("J9010").on("2012-03-02").dose("10 mg").lines("J9010 1");
      given()
          .payer("bcbs-id-2012")
          .code("J9010")
          .on("2012-03-02")
          .stopped()
          .dose("10 mg")
          .vial("30 mg")
          .lines("J9010 1");
    }
  }

  @Nested
  class Waste {
    @Test
    void ofMixedContainersIsNotBilled() {
      given()
          .code("J9355")
          .dose("220 mg")
          .multiDose("420 mg")
          .vial("150 mg")
          .discarded("5 mg")
          .lines("J9355 22")
          .says(MULTI_DOSE_WASTE_NOT_BILLABLE);
      given()
          .code("J9355")
          .dose("220 mg")
          .multiDose("420 mg")
          .vial("150 mg")
          .says(CONTAINER_KIND_UNKNOWN);
      given()
          .code("J9355")
          .dose("220 mg")
          .multiDose("420 mg")
          .discarded("0 mg")
          .neverSays(MULTI_DOSE_WASTE_NOT_BILLABLE, CONTAINER_KIND_UNKNOWN);
    }

    @Test
    void ofMultiDoseContainersIsPaidOnlyWhereItIsStated() {
      given()
          .payer("bcbs-ms")
          .code("J9355")
          .dose("220 mg")
          .multiDose("420 mg")
          .lines("J9355 22")
          .neverSays(WASTE_UNACCOUNTED);
      given()
          .payer("bcbs-ms")
          .code("J9355")
          .dose("220 mg")
          .multiDose("420 mg")
          .discarded("100 mg")
          .lines("J9355 22", "J9355 10 JW")
          .neverSays(WASTE_UNACCOUNTED);
    }

    @Test
    void upToTheLabelIsNoOverfill() {
      given()
          .code("J0202")
          .dose("10 mg")
          .vial("30 mg")
          .discarded("20 mg")
          .lines("J0202 10", "J0202 20 JW")
          .neverSays(OVERFILL_IGNORED, WASTE_UNACCOUNTED, WASTE_DERIVED);
    }

    @Test
    void ofOnePackageKindIsKnownFromItsLabel() {
      Catalogs known =
          Known.products(
              drug("11111-1111-11", ContainerType.SINGLE_DOSE),
              drug("11111-1111-12", ContainerType.MULTI_DOSE),
              drug("11111-1111-13", null));
      given()
          .knowing(known)
          .ndc("11111-1111-11")
          .dose("10 mg")
          .discarded("2 mg")
          .lines("J0202 10", "J0202 2 JW");
      given()
          .knowing(known)
          .ndc("11111-1111-12")
          .dose("10 mg")
          .discarded("2 mg")
          .lines("J0202 10")
          .says(MULTI_DOSE_WASTE_NOT_BILLABLE);
      given()
          .knowing(known)
          .ndc("11111-1111-11", "11111-1111-12")
          .dose("10 mg")
          .discarded("2 mg")
          .says(CONTAINER_KIND_UNKNOWN);
      given()
          .knowing(known)
          .ndc("11111-1111-11", "11111-1111-12")
          .dose("10 mg")
          .unknownContainer("12 mg")
          .says(CONTAINER_KIND_UNKNOWN);
      given()
          .knowing(known)
          .ndc("11111-1111-13")
          .on("2022-05-01")
          .dose("10 mg")
          .discarded("2 mg")
          .says(CONTAINER_KIND_UNKNOWN);
      given()
          .knowing(known)
          .ndc("11111-1111-11")
          .on("2022-05-01")
          .dose("10 mg")
          .and()
          .ndc()
          .rxNorm()
          .code("J0202")
          .dose("10 mg")
          .discarded("2 mg")
          .says(CONTAINER_KIND_UNKNOWN);
    }

    @Test
    void ofAContainerIsThatOfItsOwnPackage() {
      given()
          .code("J0202")
          .ndc("57894-0030-01")
          .dose("10 mg")
          .unknownOf("12 mg", LEMTRADA)
          .lines("J0202 10", "J0202 2 JW");
      given()
          .rxNorm("1594663")
          .dose("10 mg")
          .unknownContainer("12 mg")
          .lines("J0202 10", "J0202 2 JW");
    }

    /** The other package that the record names was not opened. */
    @Test
    void ofAnOpenedContainerIsNotThatOfAnotherNamedPackage() {
      Catalogs known =
          Known.products(
              drug("11111-1111-11", ContainerType.SINGLE_DOSE),
              drug("11111-1111-12", ContainerType.MULTI_DOSE));
      Case both = given().knowing(known).ndc("11111-1111-11", "11111-1111-12").dose("10 mg");
      both.unknownOf("12 mg", "11111-1111-11").lines("J0202 10", "J0202 2 JW");
      Case multi = given().knowing(known).ndc("11111-1111-11", "11111-1111-12").dose("10 mg");
      multi.unknownOf("12 mg", "11111-1111-12").lines("J0202 10");
    }

    @Test
    void ofADayIsOfOneKindOnlyIfAllItsPackagesAre() {
      Catalogs known =
          Known.products(
              drug("11111-1111-11", ContainerType.SINGLE_DOSE),
              drug("11111-1111-12", ContainerType.MULTI_DOSE),
              drug("11111-1111-13", ContainerType.SINGLE_DOSE));
      Case first = given().knowing(known).ndc("11111-1111-11").dose("10 mg").discarded("2 mg");
      first.and().ndc("11111-1111-13").dose("4 mg");
      first.lines("J0202 10", "J0202 2 JW", "J0202 4");
      Case mixed = given().knowing(known).ndc("11111-1111-11").dose("10 mg").discarded("2 mg");
      mixed.and().ndc("11111-1111-12").dose("4 mg").lines("J0202 10", "J0202 4");
      mixed.says(CONTAINER_KIND_UNKNOWN);
    }

    /** A modifier speaks of all units of its line, so each eye is rounded up for itself. */
    @Test
    void ofOneEyeSaysNothingOfTheOther() {
      given()
          .code("J0202")
          .own("RT")
          .dose("1.5 mg")
          .vial("2 mg")
          .and()
          .own("LT")
          .dose("1.5 mg")
          .lines("J0202 2 JZ RT", "J0202 2 LT")
          .saysOnce(WASTE_UNKNOWN);
    }

    /** R8 is about what was labelled for the patient that day, whichever vial it came from. */
    @Test
    void ofADayIsCappedAtTheLabelOfAllItsContainers() {
      given()
          .code("J0202")
          .dose("10 mg")
          .vial("12 mg")
          .discarded("5 mg")
          .and()
          .dose("10 mg")
          .vial("12 mg")
          .lines("J0202 20", "J0202 4 JW")
          .says(OVERFILL_IGNORED);
    }

    @Test
    void beyondWhatAClaimCanCarryIsRefused() {
      given().code("J0202").dose("1 mg").vial("10000001 mg").refused(DISCARD_INVALID);
      given().code("J0202").dose("1 mg").vial("10000000 mg").lines("J0202 1", "J0202 9999999 JW");
      given().code("J0202").dose("9999999 mg").lines("J0202 9999999");
      given().code("J0202").dose("10000000 mg").refused(DOSE_INVALID);
      given().code("J0202").dose("0 mg").refused(DOSE_INVALID);
    }

    /** Medicare takes JW from 2003 and JZ from 2023; neither for skin substitutes from 2026. */
    @Test
    void thatIsNotStatedLeavesTheModifiersOfTheDayOut() {
      assertThat(given().code("J0202").on("2023-01-01").dose("10 mg").text(WASTE_UNKNOWN))
          .startsWith("The discarded amount is missing, so the line has neither JW nor JZ. State");
      assertThat(given().code("J0202").on("2022-12-31").dose("10 mg").text(WASTE_UNKNOWN))
          .startsWith("The discarded amount is missing, so the line has no JW. State");
      assertThat(given().code("J9310").on("2002-12-31").dose("100 mg").text(WASTE_UNKNOWN))
          .startsWith("The discarded amount is missing, so the line has no modifier for discarded");
    }

    /** Tablets and devices are given whole. */
    @Test
    void isNotAskedForWhereNothingIsLeftOfAPackage() {
      given().code("J7512").dose("20 mg").lines("J7512 20").neverSays(WASTE_UNKNOWN);
      given().code("J7300").dose("1 {each}").lines("J7300 1").neverSays(WASTE_UNKNOWN);
      given().code("J1100").dose("20 mg").lines("J1100 20").says(WASTE_UNKNOWN);
    }

    @Test
    void ofAContainerOfUnknownKindAsksForTheKind() {
      Case unknown = given().code("J9035").on("2022-05-01").dose("77 mg");
      assertThat(unknown.unknownContainer("100 mg").text(CONTAINER_KIND_UNKNOWN))
          .isEqualTo(
              "It is unknown whether all containers are single-dose, so the line has no JW."
                  + " State the kind of each.");
    }

    @Test
    void thatIsNotStatedHasAnEstimateWhereOneBrandIsKnown() {
      assertThat(given().code("J9035").dose("130 mg").text(WASTE_UNKNOWN))
          .endsWith("The smallest packages that hold the dose would leave 70 mg.");
      assertThat(given().code("J0202").dose("10 mg").text(WASTE_UNKNOWN))
          .endsWith("or the containers that were opened.");
      assertThat(given().ndc(LEMTRADA).dose("10 mg").text(WASTE_UNKNOWN)).contains("leave 2 mg");
      assertThat(given().ndc(LEMTRADA, "58468-0357-01").dose("10 mg").text(WASTE_UNKNOWN))
          .endsWith("or the containers that were opened.");
    }

    @Test
    void isAvoidableOnlyWhereItIsKnownToBeThrownAway() {
      given()
          .code("J9035")
          .dose("300 mg")
          .vial("400 mg")
          .discarded("0 mg")
          .neverSays(AVOIDABLE_WASTE);
      given()
          .code("J9035")
          .dose("300 mg")
          .sharedVial("400 mg")
          .discarded("50 mg")
          .neverSays(AVOIDABLE_WASTE);
      assertThat(given().code("J9035").dose("300 mg").vial("400 mg").text(AVOIDABLE_WASTE))
          .contains("with 300 mg in all hold the dose; 400 mg were opened");
    }
  }

  private static DrugProduct drug(String ndc, ContainerType type) {
    return drug(ndc, type, false, null);
  }

  private static DrugProduct drug(
      String ndc, ContainerType type, boolean powder, Strength strength) {
    return new DrugProduct(
        Ndc.of(ndc).orElseThrow(),
        "Brand",
        presentation(
            Dose.of(new BigDecimal("12"), "mg"), strength, powder ? DoseForm.POWDER : null, type),
        Set.of(),
        List.of(new DatedCode(new HcpcsCode("J0202"), Validity.ALWAYS)),
        null);
  }

  private static Presentation presentation(
      Dose content, Strength strength, DoseForm form, ContainerType type) {
    return new Presentation(
        content,
        strength,
        form,
        type == null ? null : new ContainerLabel(type, "its label", Exactness.PACKAGE),
        Map.of());
  }

  @Nested
  class Packages {
    @Test
    void areCountedInMillilitresOrVials() {
      given().ndc(LEMTRADA).dose("10 mg").vial("12 mg").ndcQuantities("1.000 ML", "0.200 ML");
      given()
          .knowing(Known.products(drug("11111-1111-11", ContainerType.SINGLE_DOSE, true, null)))
          .ndc("11111-1111-11")
          .dose("9 mg")
          .vial("12 mg")
          .ndcQuantities("0.750 UN", "0.250 UN")
          .neverSays(NDC_UNKNOWN);
      given()
          .knowing(Known.products(drug("11111-1111-11", ContainerType.SINGLE_DOSE, false, null)))
          .ndc("11111-1111-11")
          .dose("9 mg")
          .vial("12 mg")
          .ndcQuantities("none", "none")
          .neverSays(NDC_UNKNOWN)
          .says(NDC_QUANTITY_UNKNOWN);
    }

    @Test
    void ofAPowderWithoutOneContentAreNotCounted() {
      DrugProduct combination =
          new DrugProduct(
              Ndc.of("11111-1111-11").orElseThrow(),
              "Brand",
              presentation(null, null, DoseForm.POWDER, ContainerType.SINGLE_DOSE),
              Set.of(),
              List.of(new DatedCode(new HcpcsCode("J0202"), Validity.ALWAYS)),
              null);
      given()
          .knowing(Known.products(combination))
          .ndc("11111-1111-11")
          .dose("9 mg")
          .ndcQuantities("none");
      given()
          .knowing(Known.products(combination))
          .ndc("11111-1111-11")
          .dose("9 mg")
          .vial("12 mg")
          .ndcQuantities("0.750 UN", "0.250 UN");
    }

    @Test
    void sumToTheContainersAndNotToTheDose() {
      given()
          .ndc("58468-0357-01")
          .on("2012-03-02")
          .dose("9.9 mg")
          .vial("30 mg")
          .lines("J9010 1", "J9010 2 JW")
          .ndcQuantities("0.333 ML", "0.667 ML");
      given()
          .ndc("58468-0357-01")
          .on("2012-03-02")
          .dose("9.9 mg")
          .sharedVial("30 mg")
          .discarded("20.1 mg")
          .ndcQuantities("0.330 ML", "0.667 ML");
      given()
          .ndc("58468-0357-01")
          .on("2012-03-02")
          .stopped()
          .dose("9.9 mg")
          .vial("30 mg")
          .ndcQuantities("0.330 ML");
    }

    @Test
    void areThoseOfTheContainers() {
      given().dose("10 mg").vialsOf(1, "12 mg", LEMTRADA).ndcQuantities("1.000 ML", "0.200 ML");
      given().code("J0202").strength("10 mg", "1 mL").dose("10 mg").ndcQuantities("none");
    }

    @Test
    void areCountedByTheirOwnStrength() {
      Strength own = new Strength(new BigDecimal("10"), "mg", BigDecimal.ONE, "mL");
      given()
          .knowing(Known.products(drug("11111-1111-11", ContainerType.SINGLE_DOSE, false, own)))
          .ndc("11111-1111-11")
          .dose("12 mg")
          .ndcQuantities("1.200 ML");
      given()
          .knowing(Known.products(drug("11111-1111-11", ContainerType.SINGLE_DOSE, false, own)))
          .ndc("11111-1111-11")
          .strength("20 mg", "1 mL")
          .dose("12 mg")
          .ndcQuantities("none");
      given()
          .code("J0202")
          .ndc("12345-6789-01")
          .strength("20 mg", "1 mL")
          .dose("12 mg")
          .ndcQuantities("0.600 ML");
    }

    @Test
    void areTheDoseAloneWhereNothingIsAttested() {
      given().ndc(LEMTRADA).stopped().dose("6 mg").vial("12 mg").ndcQuantities("0.600 ML");
      given().ndc(LEMTRADA).dose("6 mg").ndcQuantities("0.600 ML");
      given()
          .ndc(LEMTRADA)
          .dose("6 mg")
          .sharedVial("12 mg")
          .discarded("3 mg")
          .ndcQuantities("0.600 ML", "0.300 ML");
      given()
          .code("J9035")
          .dose("450 mg")
          .vialsOf(1, "400 mg", AVASTIN_400)
          .vialsOf(1, "100 mg", AVASTIN_100)
          .stopped()
          .lines("J9035 36", "J9035 9")
          .ndcQuantities("14.400 ML", "3.600 ML");
    }

    @Test
    void thatBillNoUnitHaveNoLine() {
      given()
          .code("J9035")
          .dose("1 mg")
          .vialsOf(1, "400 mg", AVASTIN_400)
          .vialsOf(1, "100 mg", AVASTIN_100)
          .lines("J9035 1", "J9035 39 JW", "J9035 10 JW");
      given()
          .code("J9035")
          .dose("500 mg")
          .vialsOf(1, "400 mg", AVASTIN_400)
          .vialsOf(1, "100 mg", AVASTIN_100)
          .lines("J9035 40 JZ", "J9035 10 JZ");
    }

    /** 240 mg of nivolumab from a vial of 240 mg, then another dose. */
    private static Case nivolumab(String first) {
      return given()
          .code("J9299")
          .on("2025-05-14")
          .ndc(OPDIVO_240)
          .dose(first)
          .vialsOf(1, "240 mg", OPDIVO_240)
          .and()
          .ndc(OPDIVO_100);
    }

    @Test
    void ofOneAdministrationHoldItsOwnDoseAndWaste() {
      nivolumab("240 mg")
          .dose("60 mg")
          .vialsOf(1, "100 mg", OPDIVO_100)
          .lines("J9299 240", "J9299 60", "J9299 40 JW")
          .packages(OPDIVO_240, OPDIVO_100, OPDIVO_100)
          .ndcQuantities("24.000 ML", "6.000 ML", "4.000 ML");
      nivolumab("200 mg")
          .dose("100 mg")
          .vialsOf(1, "100 mg", OPDIVO_100)
          .lines("J9299 200", "J9299 40 JW", "J9299 100")
          .packages(OPDIVO_240, OPDIVO_240, OPDIVO_100)
          .ndcQuantities("20.000 ML", "4.000 ML", "10.000 ML");
      nivolumab("239 mg")
          .dose("61 mg")
          .vialsOf(1, "100 mg", OPDIVO_100)
          .lines("J9299 239", "J9299 1 JW", "J9299 61", "J9299 39 JW");
      nivolumab("240 mg")
          .dose("100 mg")
          .vialsOf(1, "100 mg", OPDIVO_100)
          .lines("J9299 240 JZ", "J9299 100 JZ");
    }

    @Test
    void ofOneAdministrationHoldTheWasteThatItStates() {
      nivolumab("240 mg")
          .dose("60 mg")
          .vialsOf(1, "100 mg", OPDIVO_100)
          .discarded("40 mg")
          .lines("J9299 240", "J9299 60", "J9299 40 JW");
      given()
          .code("J9299")
          .on("2025-05-14")
          .ndc(OPDIVO_240)
          .dose("200 mg")
          .vialsOf(1, "240 mg", OPDIVO_240)
          .discarded("40 mg")
          .and()
          .ndc(OPDIVO_100)
          .dose("60 mg")
          .vialsOf(1, "100 mg", OPDIVO_100)
          .lines("J9299 200", "J9299 40 JW", "J9299 60", "J9299 40 JW")
          .says(WASTE_DERIVED);
    }

    @Test
    void roundOnceOverTheSumOfAllAdministrations() {
      given()
          .code("J9035")
          .dose("395 mg")
          .vialsOf(1, "400 mg", AVASTIN_400)
          .and()
          .dose("55 mg")
          .vialsOf(1, "100 mg", AVASTIN_100)
          .lines("J9035 40", "J9035 5", "J9035 5 JW");
      given()
          .code("J9035")
          .dose("391 mg")
          .vialsOf(1, "400 mg", AVASTIN_400)
          .and()
          .dose("59 mg")
          .vialsOf(1, "100 mg", AVASTIN_100)
          .lines("J9035 39", "J9035 1 JW", "J9035 6", "J9035 4 JW");
    }

    @Test
    void areSharedOutByContentWhereNoAdministrationStatesItsOwn() {
      given()
          .code("J9035")
          .dose("300 mg")
          .vialsOf(1, "400 mg", AVASTIN_400)
          .vialsOf(1, "100 mg", AVASTIN_100)
          .and()
          .dose("150 mg")
          .lines("J9035 36", "J9035 4 JW", "J9035 9", "J9035 1 JW");
      given()
          .code("J9035")
          .dose("400 mg")
          .vialsOf(1, "400 mg", AVASTIN_400)
          .and()
          .vialsOf(1, "100 mg", AVASTIN_100)
          .dose("30 mg")
          .and()
          .dose("20 mg")
          .lines("J9035 40", "J9035 5", "J9035 5 JW");
    }

    /** Both vials were emptied, so what is said to be left was above their label (R8). */
    @Test
    void haveNoLineForTheirOverfill() {
      nivolumab("240 mg")
          .dose("100 mg")
          .vialsOf(1, "100 mg", OPDIVO_100)
          .discarded("5 mg")
          .lines("J9299 240 JZ", "J9299 100 JZ")
          .ndcQuantities("24.000 ML", "10.000 ML")
          .says(OVERFILL_IGNORED);
    }

    /** 450 mg of both vials leave 40 and 10 mg; the next 30 mg are of the larger one. */
    @Test
    void thatARecordNamesGiveItsDoseWhoeverOpenedThem() {
      given()
          .code("J9035")
          .dose("450 mg")
          .vialsOf(1, "400 mg", AVASTIN_400)
          .vialsOf(1, "100 mg", AVASTIN_100)
          .and()
          .ndc(AVASTIN_400)
          .dose("30 mg")
          .lines("J9035 39", "J9035 1 JW", "J9035 9", "J9035 1 JW");
    }

    @Test
    void thatAreTooSmallForTheirOwnDoseDrawOnTheOthers() {
      given()
          .code("J9035")
          .dose("450 mg")
          .vialsOf(1, "400 mg", AVASTIN_400)
          .and()
          .dose("20 mg")
          .vialsOf(1, "100 mg", AVASTIN_100)
          .lines("J9035 40", "J9035 7", "J9035 3 JW");
    }

    @Test
    void namedByEachAdministrationAreToldApartWithoutContainers() {
      Case two =
          given()
              .code("J9299")
              .on("2025-05-14")
              .ndc(OPDIVO_240)
              .dose("240 mg")
              .and()
              .ndc(OPDIVO_100)
              .dose("100 mg");
      two.lines("J9299 240", "J9299 100")
          .packages(OPDIVO_240, OPDIVO_100)
          .ndcQuantities("24.000 ML", "10.000 ML")
          .says(WASTE_UNKNOWN)
          .neverSays(NDC_UNKNOWN);
      given()
          .code("J9299")
          .on("2025-05-14")
          .ndc(OPDIVO_240)
          .dose("240 mg")
          .and()
          .ndc(OPDIVO_240)
          .dose("100 mg")
          .lines("J9299 340")
          .packages(OPDIVO_240);
    }

    @Test
    void thatAnotherAdministrationNamesAreNotThoseItWasDrawnFrom() {
      nivolumab("200 mg")
          .dose("40 mg")
          .lines("J9299 200", "J9299 40")
          .packages(OPDIVO_240, OPDIVO_100)
          .ndcQuantities("20.000 ML", "4.000 ML")
          .says(WASTE_UNKNOWN);
      nivolumab("200 mg").ndc(OPDIVO_240).dose("40 mg").lines("J9299 240 JZ");
      nivolumab("200 mg").ndc().dose("40 mg").lines("J9299 240 JZ");
    }

    @Test
    void ofTwoNamesOrNoneAreNotStated() {
      assertThat(wholeVial().text(NDC_UNKNOWN)).startsWith("No NDC is stated");
      given().ndc(LEMTRADA, "58468-0357-01").dose("10 mg").ndcQuantities("none").says(NDC_UNKNOWN);
      given().ndc(LEMTRADA).dose("10 mg").vial("12 mg").neverSays(NDC_UNKNOWN);
      assertThat(
              given().code("J0202").ndc("12345-6789-01").dose("10 mg").text(NDC_QUANTITY_UNKNOWN))
          .startsWith("It is not known in what unit this NDC is counted");
    }
  }

  @Test
  void unitsAreWholeAndPositive() {
    ServiceLine line = wholeVial().lines().get(0);
    for (String units : List.of("0", "-1", "1.5")) {
      assertThatIllegalArgumentException().isThrownBy(() -> withUnits(line, units));
    }
    assertThat(withUnits(line, "1.0").units()).isEqualByComparingTo("1");
  }

  private static ServiceLine withUnits(ServiceLine line, String units) {
    return new ServiceLine(
        line.kind(),
        line.code(),
        null,
        line.modifiers(),
        new BigDecimal(units),
        line.ofUnits(),
        line.date(),
        null,
        null,
        null,
        line.working());
  }

  @Nested
  class Modifiers {
    @Test
    void upToTheLimitAreCarried() {
      given()
          .code("J0202")
          .modifier("TB")
          .modifier("JA")
          .dose("12 mg")
          .vial("12 mg")
          .distinct("59")
          .lines("J0202 12 JZ 59 TB JA");
      assertThat(
              wholeVial()
                  .modifier("TB")
                  .modifier("PO")
                  .modifier("JA")
                  .distinct("59")
                  .text(TOO_MANY_MODIFIERS))
          .startsWith("The line would carry 5 modifiers ([JZ, 59, TB, PO, JA]); it can carry 4.");
    }

    @Test
    void areCarriedOnceAndOthersThanThePayersLast() {
      wholeVial().modifier("RT").modifier("TB").modifier("TB").lines("J0202 12 JZ TB RT");
    }

    /** Two eyes, of a vial each, 2 mg of which are 2 units of J0178. */
    private static Case twoEyes() {
      return given().code("J0178").dose("2 mg").vial("2 mg").own("RT").and().own("LT");
    }

    @Test
    void ofOneAdministrationStandOnItsUnitsAlone() {
      twoEyes()
          .vial("2 mg")
          .lines("J0178 2 JZ RT", "J0178 2 JZ LT")
          .results(List.of(0), List.of(1));
      given()
          .code("J0202")
          .dose("5 mg")
          .own("TB")
          .and()
          .dose("7 mg")
          .lines("J0202 5 TB", "J0202 7");
    }

    @Test
    void ofOneAdministrationShareNoWasteWithAnother() {
      twoEyes().vial("4 mg").lines("J0178 2 JZ RT", "J0178 2 LT", "J0178 2 JW LT");
      twoEyes().lines("J0178 2 JZ RT", "J0178 2 LT").saysOnce(WASTE_UNKNOWN);
    }

    @Test
    void ofTheCallStandOnAllUnits() {
      twoEyes().vial("2 mg").modifier("TB").lines("J0178 2 JZ TB RT", "J0178 2 JZ TB LT");
    }

    @Test
    void thatDifferRoundEachOnItsOwn() {
      Case two = given().code("J0202").dose("5.5 mg").own("RT").and().dose("5.5 mg");
      two.own("LT").lines("J0202 6 RT", "J0202 6 LT");
      given()
          .code("J0202")
          .dose("5.5 mg")
          .own("RT")
          .and()
          .dose("5.5 mg")
          .own("RT")
          .lines("J0202 11 RT");
    }

    @Test
    void thatTheLinesHaveInCommonDoNotPart() {
      given()
          .code("J0202")
          .modifier("TB")
          .dose("5.5 mg")
          .own("TB")
          .and()
          .dose("5.5 mg")
          .lines("J0202 11 TB");
      given()
          .code("J0202")
          .dose("5.5 mg")
          .own("RT", "TB")
          .and()
          .dose("5.5 mg")
          .own("TB", "RT", "RT")
          .lines("J0202 11 TB RT");
    }

    @Test
    void ofOneAdministrationCountTowardsItsLimitAlone() {
      given()
          .code("J0202")
          .dose("5 mg")
          .own("RT", "TB", "JA")
          .and()
          .dose("5 mg")
          .own("LT", "PO", "JB")
          .lines("J0202 5 TB JA RT", "J0202 5 PO JB LT");
    }
  }

  @Nested
  class Places {
    @Test
    void areThoseStatedOrAssumedAndNoneForAFacility() {
      assertThat(wholeVial().priced().priced().get(0).placeOfService()).isEqualTo("11");
      assertThat(wholeVial().place(null).priced().priced().get(0).placeOfService()).isEqualTo("22");
      assertThat(wholeVial().institutional().priced().priced().get(0).placeOfService()).isEmpty();
      wholeVial().neverSays(PLACE_ASSUMED, FACILITY_BILLS_DRUG, PRICE_NOT_FOUND);
    }
  }

  @Nested
  class Money {
    private static Catalogs partOfALimit(Catalogs other, String percentage) {
      return Known.policy(
          other,
          p ->
              new PayerPolicy(
                  p.payer(),
                  p.source(),
                  p.validity(),
                  p.discardRules(),
                  p.lineForm(),
                  p.lineUnits(),
                  p.unclassifiedDiscards(),
                  p.discardNotes(),
                  p.modifierOrder(),
                  p.packageModifiers(),
                  p.modifierLimit(),
                  p.claimLimit(),
                  p.places(),
                  p.ndcRequired(),
                  p.preferredCodes(),
                  new PayerPolicy.FeeMethod("medicare", new BigDecimal(percentage)),
                  p.unitCeilings(),
                  p.notPublished()));
    }

    private static void assertPrice(Case given, String unitPrice, String net) {
      assertThat(given.lines().get(0).price())
          .isEqualTo(new ServiceLine.Price(new BigDecimal(unitPrice), new BigDecimal(net)));
    }

    @Test
    void isThePartOfAnothersLimitThatThePayerPays() {
      Catalogs shipped = ShippedKnowledge.pricing().catalogs();
      assertPrice(wholeVial().knowing(partOfALimit(shipped, "106")), "2488.437", "29861.24");
      assertPrice(wholeVial().knowing(partOfALimit(shipped, "100")), "2347.582", "28170.98");
      assertPrice(wholeVial(), "2347.582", "28170.98");
    }

    @Test
    void thatTheOperatorChargesIsChargedInFull() {
      assertPrice(wholeVial().charge("3.50"), "3.50", "42.00");
      assertPrice(wholeVial().knowing(partOfALimit(Known.charge("3.50"), "50")), "3.50", "42.00");
    }
  }

  /** Skin substitutes: supplies from 2026, whose discarded part no modifier reports. */
  @Nested
  class Excepted {
    private static Case skinSubstitute(String code, String day) {
      return given().code(code).on(day).dose("9.5 cm2");
    }

    @Test
    void codesHaveNeitherModifierFromTheDayOfTheRule() {
      skinSubstitute("Q4186", "2025-12-31").vial("12 cm2").lines("Q4186 10", "Q4186 2 JW");
      skinSubstitute("Q4186", "2026-01-01")
          .vial("12 cm2")
          .lines("Q4186 10")
          .rules("R1", "R19")
          .neverSays(WASTE_DERIVED, WASTE_UNKNOWN);
      given().code("Q4186").on("2025-12-31").dose("12 cm2").vial("12 cm2").lines("Q4186 12 JZ");
      given().code("Q4186").on("2026-01-01").dose("12 cm2").vial("12 cm2").lines("Q4186 12");
      given()
          .code("Q4186")
          .on("2026-01-01")
          .dose("12 cm2")
          .discarded("0 cm2")
          .unknownContainer("12 cm2")
          .lines("Q4186 12")
          .neverSays(CONTAINER_KIND_UNKNOWN, WASTE_NOT_BILLED);
    }

    /**
     * A payer with a rule of its own for JW takes it for skin substitutes too; it has none for JZ,
     * so Medicare's applies, which excepts them.
     */
    @ParameterizedTest
    @ValueSource(strings = {"horizon-bcbsnj", "bcbs-ms"})
    void codesHaveTheModifierThatThePayersOwnRuleRequires(String payer) {
      skinSubstitute("Q4186", "2026-01-01")
          .payer(payer)
          .vial("12 cm2")
          .discarded("2.5 cm2")
          .lines("Q4186 10", "Q4186 2 JW");
      given()
          .payer(payer)
          .code("Q4186")
          .on("2026-01-01")
          .dose("12 cm2")
          .vial("12 cm2")
          .lines("Q4186 12");
    }

    @Test
    void codesLoseNoStatedAmountInSilence() {
      Case stated = skinSubstitute("Q4186", "2026-01-01").vial("12 cm2").discarded("2.5 cm2");
      stated.lines("Q4186 10");
      assertThat(stated.text(WASTE_NOT_BILLED)).contains("2.5 cm2", "Q4186");
      skinSubstitute("Q4186", "2026-01-01").vial("12 cm2").says(WASTE_NOT_BILLED);
      skinSubstitute("Q4186", "2026-01-01").discarded("0.1 cm2").says(WASTE_NOT_BILLED);
      skinSubstitute("Q4186", "2026-01-01").neverSays(WASTE_NOT_BILLED);
      skinSubstitute("Q4186", "2025-12-31").vial("12 cm2").neverSays(WASTE_NOT_BILLED);
    }

    @Test
    void codesAreThoseOfTheRangeAndNoOthers() {
      given().code("Q4101").on("2026-01-01").dose("12 cm2").vial("12 cm2").lines("Q4101 12");
      given()
          .code("Q4081")
          .on("2026-01-01")
          .dose("100 [U]")
          .vial("100 [U]")
          .lines("Q4081 1 JZ")
          .neverSays(WASTE_NOT_BILLED);
      given().code("J0202").on("2026-01-01").dose("12 mg").vial("12 mg").lines("J0202 12 JZ");
      given()
          .code("Q5103")
          .on("2026-01-01")
          .dose("10 mg")
          .vial("100 mg")
          .lines("Q5103 1", "Q5103 9 JW");
    }

    @Test
    void codesOfAnotherPayerFollowItsOwnRules() {
      given()
          .payer("bcbs-nd")
          .code("Q4186")
          .on("2026-01-01")
          .dose("12 cm2")
          .vial("12 cm2")
          .lines("Q4186 12 JZ");
    }
  }

  @Nested
  class ForbiddenModifiers {
    @Test
    void loseNoDiscardedAmountInSilence() {
      given()
          .payer("bcbs-id-2012")
          .code("J9010")
          .on("2012-03-02")
          .ndc("58468-0357-01")
          .dose("10 mg")
          .knowing(Known.products(drug("58468-0357-01", ContainerType.SINGLE_DOSE)))
          .discarded("20 mg")
          .lines("J9010 1")
          .says(WASTE_NOT_BILLED);
    }
  }

  @Nested
  class Ceilings {
    private static Case ceiling(String units, Adjudication adjudication) {
      return given()
          .knowing(
              Known.ceiling(
                  new MedicallyUnlikelyEdit(
                      new HcpcsCode("J0202"),
                      false,
                      LocalDate.of(2024, 1, 1),
                      new BigDecimal(units),
                      adjudication)))
          .code("J0202");
    }

    @Test
    void ofEachLineHoldAgainstTheLargest() {
      ceiling("19", Adjudication.LINE).dose("10 mg").vial("30 mg").says(UNIT_CEILING_EXCEEDED);
      ceiling("20", Adjudication.LINE).dose("10 mg").vial("30 mg").neverSays(UNIT_CEILING_EXCEEDED);
      ceiling("20", Adjudication.LINE)
          .dose("15 mg")
          .and()
          .distinct("59")
          .dose("15 mg")
          .neverSays(UNIT_CEILING_EXCEEDED);
    }

    @Test
    void ofTheDayHoldAgainstTheSumOfOnePatient() {
      ceiling("30", Adjudication.POLICY)
          .dose("10 mg")
          .vial("30 mg")
          .neverSays(UNIT_CEILING_EXCEEDED);
      ceiling("29", Adjudication.POLICY).dose("10 mg").vial("30 mg").says(UNIT_CEILING_EXCEEDED);
      ceiling("20", Adjudication.CLINICAL)
          .dose("15 mg")
          .and()
          .patient("Patient/p2")
          .dose("15 mg")
          .and()
          .on("2024-05-02")
          .dose("15 mg")
          .neverSays(UNIT_CEILING_EXCEEDED);
    }

    @Test
    void ofTheOtherTableDoNotHold() {
      ceiling("1", Adjudication.LINE)
          .institutional()
          .dose("10 mg")
          .neverSays(UNIT_CEILING_EXCEEDED);
    }
  }

  @Nested
  class Unclassified {
    private static Case drug(String name) {
      return given().code("J3490").name(name).ndc("12345-6789-01").dose("350 mg");
    }

    private static String description(Case given) {
      return given.lines().get(0).description();
    }

    @Test
    void areOneUnitInWords() {
      Case one = drug("newdrugumab").vial("400 mg").discarded("50 mg");
      one.lines("J3490 1").rules("R18").formulas("1 unit for any dose");
      one.says(UNCLASSIFIED_CODE).neverSays(WASTE_UNKNOWN, OVERFILL_IGNORED);
      assertThat(description(one)).isEqualTo("newdrugumab 350 mg NDC 12345678901");
      assertThat(one.lines().get(0).kind()).isEqualTo(ServiceLine.Kind.UNCLASSIFIED);
      assertThat(description(wholeVial())).isNull();
    }

    @Test
    void loseNoStatedWasteInSilence() {
      Case wasted = drug("a").discarded("50 mg").and().discarded("1 mL");
      wasted.lines("J3490 1");
      assertThat(wasted.text(WASTE_NOT_BILLED)).contains("50 mg and 1 mL", "J3490");
      drug("a").discarded("0 mg").neverSays(WASTE_NOT_BILLED);
      drug("a").vial("350 mg").neverSays(WASTE_NOT_BILLED);
    }

    @Test
    void areThoseWhoseDescriptionSaysSo() {
      for (String code :
          List.of(
              "C9399", "J0799", "J3490", "J3590", "J3591", "J7199", "J7599", "J7699", "J7799")) {
        given().code(code).dose("10 mg").lines(code + " 1").says(UNCLASSIFIED_CODE);
      }
      given().code("J7999").dose("10 mg").lines("J7999 1");
      given().code("J9999").dose("10 mg").lines("J9999 1");
      given().code("Q9977").on("2015-12-31").dose("10 mg").lines("Q9977 1");
      given().code("J3301").dose("10 mg").lines("J3301 1").neverSays(UNCLASSIFIED_CODE);
      given().code("Q0235").on("2026-01-01").dose("10 mg").refused(CODE_WITHOUT_DOSAGE);
      given().code("Q4100").dose("10 cm2").refused(CODE_WITHOUT_DOSAGE);
      given().code("Q2039").dose("0.5 mL").lines("Q2039 1").neverSays(UNCLASSIFIED_CODE);
    }

    @Test
    void takeTheBrandAndThePackageOfTheContainerWhereNothingElseIsSaid() {
      assertThat(description(given().code("J3490").dose("10 mg").vialsOf(1, "12 mg", LEMTRADA)))
          .isEqualTo("Lemtrada 10 mg NDC 58468020001");
      assertThat(
              description(
                  given()
                      .code("J3490")
                      .ndc(LEMTRADA)
                      .dose("10 mg")
                      .vialsOf(1, "12 mg", "58468-0357-01")))
          .isEqualTo("Campath 10 mg");
      assertThat(description(given().code("J3490").dose("10 mg"))).isEqualTo("10 mg");
    }

    @Test
    void carryThePackageWithTheDoseAndNoContainer() {
      Case ofContainer = given().code("J3490").dose("12 mg").vialsOf(1, "1.2 mL", LEMTRADA);
      assertThat(ofContainer.lines().get(0).ndc()).hasToString("58468020001");
      given().code("J3490").ndc(LEMTRADA).dose("12 mg").ndcQuantities("1.200 ML");
      drug("a").ndc().vial("1 {vial}").lines("J3490 1");
    }

    @Test
    void giveTheNameWayToDoseAndPackage() {
      assertThat(description(drug("x".repeat(57)))).hasSize(80).startsWith("x".repeat(57) + " ");
      assertThat(description(drug("x".repeat(58)))).hasSize(80).startsWith("x".repeat(57) + " ");
      assertThat(description(given().code("J3490").name("x").dose("1 " + "u".repeat(90))))
          .hasSize(80)
          .startsWith("1 uuu");
    }

    @Test
    void poolByDrugAndUnit() {
      // The NDC tells the drug, in whatever words.
      drug("a").and().name("b").lines("J3490 1");
      drug("a").and().name("a").lines("J3490 1");
      drug("a").and().name("a").dose("3 mL").lines("J3490 1", "J3490 1");
      drug("a").and().ndc("12345-6789-02").lines("J3490 1", "J3490 1");
      drug("a").rxNorm("1").and().rxNorm("2").lines("J3490 1");
      given()
          .code("J0202")
          .name("a")
          .dose("5.5 mg")
          .and()
          .name("b")
          .dose("5.5 mg")
          .lines("J0202 11");
    }
  }

  @Test
  void thatNameNoPackageSayWhetherSeveralAreStated() {
    assertThat(given().ndc("58468-0200-01", "58468-0357-01").dose("10 mg").text(NDC_UNKNOWN))
        .startsWith("Several NDCs are stated, so the lines carry none.");
    assertThat(given().code("J0202").dose("10 mg").text(NDC_UNKNOWN))
        .startsWith("No NDC is stated, so the lines carry none.");
  }
}
