package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.*;

import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.ServiceLine;

class UnitPricerTest {
  @Nested
  class Units {
    @Test
    void roundUpToTheNextWholeUnit() {
      given().code("J9010").on("2012-03-02").dose("9.9 mg").lines("J9010 1");
      given().code("J9010").on("2012-03-02").dose("10.1 mg").lines("J9010 2");
    }

    @Test
    void areAtLeastOne() {
      given().code("J9010").on("2012-03-02").dose("0.5 mg").lines("J9010 1");
    }

    @Test
    void surviveDosesThatBinaryFloatingPointLoses() {
      given().code("J9203").on("2024-01-10").dose("0.3 mg").lines("J9203 3");
    }

    @Test
    void convertGramsAndMicrograms() {
      given().code("J0202").dose("0.012 g").vial("12 mg").lines("J0202 12 JZ");
      given().code("J9039").dose("0.028 mg").lines("J9039 28");
    }

    @Test
    void comeFromAVolumeThroughTheStrength() {
      given().code("J0202").dose("0.33 mL").strength("30 mg", "1 mL").lines("J0202 10");
      given().code("J0202").dose("0.1 mL").strength("100 mg", "3 mL").lines("J0202 4");
    }

    @Test
    void areRefusedForAVolumeWithoutAStrength() {
      given().code("J0202").dose("1.2 mL").refused(DOSE_UNIT_NOT_CONVERTIBLE);
    }

    @Test
    void areRefusedForUnitsOfActivityThatTheCodeDoesNotCount() {
      given().code("J0202").dose("12 [iU]").refused(DOSE_UNIT_NOT_CONVERTIBLE);
      given().code("J0585").dose("12 [iU]").refused(DOSE_UNIT_NOT_CONVERTIBLE);
      given().code("J0585").dose("12 [U]").lines("J0585 12");
    }

    @Test
    void areRefusedForADoseBeyondAnyVial() {
      given().code("J9039").dose("99999 g").refused(DOSE_INVALID);
    }

    @Test
    void areRefusedWhereTheDescriptorIsNotCertain() {
      given().code("J9298").dose("240 mg").refused(CODE_WITHOUT_DOSAGE);
    }
  }

  @Nested
  class Codes {
    @Test
    void ofThePastAreRefusedWithTheirSuccessorAndItsUnits() {
      Case ended = given().code("J9010").on("2016-01-01").dose("3 mg").refused(CODE_TERMINATED);
      Issue issue = ended.issues().get(0);
      assertThat(issue.successor()).isNotNull();
      assertThat(issue.successor().code().value()).isEqualTo("J0202");
      assertThat(issue.successor().units()).isEqualByComparingTo("3");
    }

    @Test
    void areGoodOnTheirLastDay() {
      given()
          .code("J9010")
          .on("2015-12-31")
          .dose("3 mg")
          .vial("30 mg")
          .lines("J9010 1", "J9010 2 JW");
    }

    @Test
    void thatAreNotHostedAreRefused() {
      given().code("J0001").dose("3 mg").refused(CODE_UNKNOWN);
    }

    @Test
    void followTheProductAndTheDay() {
      given().ndc("58468-0357-3").on("2012-03-02").dose("30 mg").lines("J9010 3");
      given().ndc("58468-0200-01").on("2015-11-02").dose("12 mg").lines("Q9979 12");
      given().ndc("58468-0200-01").on("2016-01-01").dose("12 mg").lines("J0202 12");
      given().rxNorm("1594663").on("2024-01-01").dose("12 mg").lines("J0202 12");
      given().ndc("58468-0200-01").on("2015-06-01").dose("12 mg").refused(PRODUCT_WITHOUT_CODE);
    }

    @Test
    void areNotGuessedForAnUnknownProduct() {
      given().dose("12 mg").refused(PRODUCT_UNKNOWN);
      given().ndc("99999-9999-99").dose("12 mg").refused(PRODUCT_UNKNOWN);
    }

    @Test
    void thatThePackageIsNotBilledWithAreNoted() {
      given().code("J9035").ndc("58468-0200-01").dose("12 mg").says(NDC_CODE_MISMATCH);
    }
  }

  @Nested
  class Waste {
    @Test
    void isDerivedFromStatedSingleDoseContainers() {
      given()
          .code("J0202")
          .dose("10 mg")
          .vial("30 mg")
          .lines("J0202 10", "J0202 20 JW")
          .says(WASTE_DERIVED);
    }

    @Test
    void belowOneUnitIsNotBilled() {
      given()
          .code("J9035")
          .on("2024-01-10")
          .dose("7 mg")
          .vial("10 mg")
          .discarded("3 mg")
          .lines("J9035 1 JZ");
    }

    @Test
    void isNeverBilledTwiceWithTheRoundedDose() {
      given()
          .code("J9010")
          .on("2012-02-29")
          .dose("3 mg")
          .vial("30 mg")
          .discarded("27 mg")
          .lines("J9010 1", "J9010 2 JW");
    }

    @Test
    void beyondTheLabelIsOverfill() {
      given()
          .code("J0202")
          .dose("12 mg")
          .vial("12 mg")
          .discarded("1.4 mg")
          .lines("J0202 12 JZ")
          .says(OVERFILL_IGNORED);
    }

    @Test
    void thatIsNotAccountedForLeavesTheLineWithoutJz() {
      given()
          .code("J0202")
          .dose("10 mg")
          .vial("30 mg")
          .discarded("0 mg")
          .lines("J0202 10")
          .rules("R1", "R17")
          .says(WASTE_UNACCOUNTED);
      given()
          .code("J0202")
          .dose("9.8 mg")
          .vial("30 mg")
          .discarded("0.3 mg")
          .lines("J0202 10")
          .rules("R1", "R17")
          .says(WASTE_UNACCOUNTED);
      given()
          .code("J0202")
          .dose("10 mg")
          .vial("30 mg")
          .discarded("5 mg")
          .lines("J0202 10", "J0202 5 JW")
          .rules("R1", "R2", "R3")
          .says(WASTE_UNACCOUNTED);
      given()
          .code("J0202")
          .dose("30 mg")
          .vial("30 mg")
          .discarded("0 mg")
          .lines("J0202 30 JZ")
          .rules("R1", "R6")
          .neverSays(WASTE_UNACCOUNTED);
    }

    @Test
    void ofMultiDoseContainersIsNotBilled() {
      given()
          .code("J9355")
          .dose("220 mg")
          .multiDose("420 mg")
          .discarded("200 mg")
          .lines("J9355 22")
          .says(MULTI_DOSE_WASTE_NOT_BILLABLE);
      given()
          .code("J9355")
          .dose("220 mg")
          .multiDose("420 mg")
          .lines("J9355 22")
          .neverSays(MULTI_DOSE_WASTE_NOT_BILLABLE);
    }

    @Test
    void ofAnUnknownKindOfContainerIsNotAttested() {
      given()
          .code("J9035")
          .on("2022-05-01")
          .dose("77 mg")
          .unknownContainer("100 mg")
          .lines("J9035 8")
          .says(CONTAINER_KIND_UNKNOWN);
      given()
          .code("J9035")
          .on("2022-05-01")
          .dose("77 mg")
          .discarded("23 mg")
          .lines("J9035 8")
          .says(CONTAINER_KIND_UNKNOWN);
    }

    @Test
    void ofAPackageWhoseLabelIsKnownNeedsNoStatedKind() {
      given()
          .ndc("58468-0200-01")
          .dose("10 mg")
          .unknownContainer("12 mg")
          .lines("J0202 10", "J0202 2 JW");
      given().ndc("58468-0200-01").dose("10 mg").discarded("2 mg").lines("J0202 10", "J0202 2 JW");
    }

    @Test
    void ofASharedContainerIsOnlyWhatIsStated() {
      given().code("J0202").dose("10 mg").sharedVial("30 mg").lines("J0202 10").says(WASTE_UNKNOWN);
      given()
          .code("J0202")
          .dose("10 mg")
          .sharedVial("30 mg")
          .discarded("0 mg")
          .lines("J0202 10 JZ");
      given()
          .code("J0202")
          .dose("10 mg")
          .sharedVial("30 mg")
          .discarded("5 mg")
          .lines("J0202 10", "J0202 5 JW");
    }

    @Test
    void ofAStoppedInfusionIsForAPersonToDecide() {
      given()
          .code("J0202")
          .stopped()
          .dose("5 mg")
          .vial("12 mg")
          .discarded("7 mg")
          .lines("J0202 5")
          .says(STOPPED_ADMINISTRATION_REVIEW);
    }

    @Test
    void thatSmallerPackagesWouldAvoidIsNoted() {
      given()
          .code("J9035")
          .dose("300 mg")
          .vial("400 mg")
          .lines("J9035 30", "J9035 10 JW")
          .says(AVOIDABLE_WASTE);
      given().code("J9035").dose("350 mg").vial("400 mg").neverSays(AVOIDABLE_WASTE);
    }

    @Test
    void cannotMakeADoseLargerThanItsContainers() {
      given().code("J0202").dose("13 mg").vial("12 mg").refused(DOSE_EXCEEDS_CONTAINERS);
    }

    @Test
    void hasNoModifierBeforeTheModifierExisted() {
      given().code("J9310").on("2002-12-31").dose("150 mg").vials(2, "100 mg").lines("J9310 2");
      given()
          .code("J9310")
          .on("2003-01-01")
          .dose("50 mg")
          .vials(1, "500 mg")
          .lines("J9310 1", "J9310 4 JW");
      given().code("J0202").on("2022-12-31").dose("12 mg").vial("12 mg").lines("J0202 12");
      given().code("J0202").on("2023-01-01").dose("12 mg").vial("12 mg").lines("J0202 12 JZ");
    }
  }

  @Nested
  class Groups {
    @Test
    void areSummedFirstAndRoundedOnce() {
      given()
          .code("J0202")
          .dose("5.5 mg")
          .vial("30 mg")
          .discarded("19 mg")
          .and()
          .dose("5.5 mg")
          .lines("J0202 11", "J0202 19 JW");
    }

    @Test
    void neverPoolDays() {
      given()
          .code("J0202")
          .on("2024-05-01")
          .dose("5.5 mg")
          .and()
          .on("2024-05-02")
          .dose("5.5 mg")
          .lines("J0202 6", "J0202 6");
    }

    @Test
    void neverPoolPatients() {
      given()
          .code("J0202")
          .dose("5.5 mg")
          .and()
          .patient("Patient/p2")
          .dose("5.5 mg")
          .lines("J0202 6", "J0202 6");
    }

    @Test
    void partWhereTheCallerAssertsADistinctService() {
      given()
          .code("J0202")
          .dose("10 mg")
          .vial("30 mg")
          .and()
          .dose("10 mg")
          .vial("30 mg")
          .distinct("59")
          .lines("J0202 10", "J0202 20 JW", "J0202 10 59", "J0202 20 JW 59");
    }

    @Test
    void ofTheSameOrderAndDoseInAnotherUnitMayBeARepeatToo() {
      given()
          .code("J0202")
          .request("MedicationRequest/r")
          .dose("10 mg")
          .and()
          .dose("0.01 g")
          .says(POSSIBLE_REPEAT);
      given()
          .code("J0202")
          .request("MedicationRequest/r")
          .dose("10 mg")
          .and()
          .dose("10 g")
          .neverSays(POSSIBLE_REPEAT);
    }

    @Test
    void ofTheSameOrderAndDoseMayBeARepeat() {
      given()
          .code("J0202")
          .request("MedicationRequest/r")
          .dose("6 mg")
          .and()
          .dose("6 mg")
          .lines("J0202 12")
          .says(POSSIBLE_REPEAT);
    }
  }

  @Nested
  class Modifiers {
    @Test
    void standInThePayersOrder() {
      given()
          .code("J0202")
          .modifier("JA")
          .modifier("TB")
          .dose("12 mg")
          .vial("12 mg")
          .lines("J0202 12 JZ TB JA");
    }

    @Test
    void beyondFourRefuseTheGroup() {
      given()
          .code("J0202")
          .modifier("TB")
          .modifier("PO")
          .modifier("JA")
          .dose("12 mg")
          .vial("12 mg")
          .distinct("59")
          .refused(TOO_MANY_MODIFIERS);
    }

    @Test
    void thatDidNotExistYetRefuseTheGroup() {
      given()
          .code("J9010")
          .on("2012-03-02")
          .dose("10 mg")
          .distinct("XE")
          .refused(MODIFIER_NOT_VALID);
    }
  }

  @Nested
  class Money {
    @Test
    void isUnitsTimesThePublishedLimitToTheCent() {
      Case priced = given().code("J0202").on("2023-10-02").dose("12 mg").vial("12 mg");
      ServiceLine.Price price = priced.lines().get(0).price();
      assertThat(price).isNotNull();
      assertThat(price.unitPrice()).isEqualTo(new BigDecimal("2292.770"));
      assertThat(price.net()).isEqualTo(new BigDecimal("27513.24"));
    }

    @Test
    void isAbsentWhereNoPriceIsKnown() {
      Case priced = given().code("J9010").on("2012-03-02").dose("10 mg").says(PRICE_NOT_FOUND);
      assertThat(priced.lines().get(0).price()).isNull();
    }
  }

  @Nested
  class NdcCounts {
    @Test
    void sumToTheContainersOverBothLines() {
      given()
          .ndc("58468-0357-1")
          .on("2012-03-02")
          .dose("10 mg")
          .vial("30 mg")
          .lines("J9010 1", "J9010 2 JW")
          .ndcQuantities("0.333 ML", "0.667 ML");
    }

    @Test
    void areTheDoseAloneFromASharedContainer() {
      given()
          .ndc("58468-0357-1")
          .dose("10 mg")
          .sharedVial("30 mg")
          .discarded("0 mg")
          .ndcQuantities("0.333 ML");
    }

    @Test
    void partByPackageWhereSeveralWereOpened() {
      given()
          .code("J9035")
          .dose("450 mg")
          .vialsOf(1, "400 mg", "50242-0061-01")
          .vialsOf(1, "100 mg", "50242-0060-01")
          .lines("J9035 36", "J9035 4 JW", "J9035 9", "J9035 1 JW");
    }
  }

  @Nested
  class Settings {
    @Test
    void ofFacilitiesAreNotedForProfessionalClaims() {
      given().code("J0202").place("22").dose("12 mg").says(FACILITY_BILLS_DRUG);
      given().code("J0202").place("11").dose("12 mg").neverSays(FACILITY_BILLS_DRUG);
      given()
          .code("J0202")
          .place("22")
          .institutional()
          .dose("12 mg")
          .neverSays(FACILITY_BILLS_DRUG);
    }

    @Test
    void ofInpatientsAreNoted() {
      given()
          .code("J0202")
          .encounterClass("http://terminology.hl7.org/CodeSystem/v3-ActCode|IMP")
          .dose("12 mg")
          .says(SETTING_NOT_BILLABLE);
      given()
          .code("J0202")
          .encounterClass("http://terminology.hl7.org/CodeSystem/v3-ActCode|AMB")
          .dose("12 mg")
          .neverSays(SETTING_NOT_BILLABLE);
    }

    @Test
    void thatAreNotKnownTakeThePolicysPlace() {
      given().code("J0202").place(null).dose("12 mg").says(PLACE_ASSUMED, FACILITY_BILLS_DRUG);
    }
  }

  @Nested
  class Days {
    @Test
    void readFromUtcAreRefusedWhereTheDayBeforeWouldDiffer() {
      given()
          .code("J0202")
          .on("2023-01-01")
          .utc()
          .dose("12 mg")
          .vial("12 mg")
          .refused(DATE_AMBIGUOUS);
      given().ndc("58468-0357-1").on("2016-01-01").utc().dose("30 mg").refused(DATE_AMBIGUOUS);
      given()
          .code("J0202")
          .on("2024-05-15")
          .utc()
          .dose("12 mg")
          .vial("12 mg")
          .lines("J0202 12 JZ")
          .says(DATE_FROM_UTC);
    }

    @Test
    void inTheFutureAreNoted() {
      given().code("J0202").on("2026-12-01").dose("12 mg").says(DATE_IN_FUTURE);
    }
  }

  @Test
  void aDrugThatIsGivenForFreeIsNoted() {
    given().ndc("58468-0357-1").on("2013-01-02").dose("30 mg").says(DRUG_MAY_BE_FREE);
    given().ndc("58468-0357-1").on("2012-01-02").dose("30 mg").neverSays(DRUG_MAY_BE_FREE);
  }

  @Nested
  class MedicallyUnlikelyEditsWarn {
    @Test
    void countTheDayWithItsDiscardedUnits() {
      Case above =
          given()
              .code("J0202")
              .on("2024-07-01")
              .dose("10 mg")
              .vial("30 mg")
              .says(UNIT_CEILING_EXCEEDED);
      assertThat(above.text(UNIT_CEILING_EXCEEDED))
          .contains("30 units", "ceiling of 12", "MAI 3", "medical records");
      given()
          .code("J0202")
          .on("2024-07-01")
          .dose("12 mg")
          .vial("12 mg")
          .neverSays(UNIT_CEILING_EXCEEDED);
    }

    @Test
    void countDistinctServicesOfOneDayTogether() {
      given()
          .code("J0202")
          .on("2024-07-01")
          .dose("7 mg")
          .and()
          .dose("7 mg")
          .distinct("59")
          .says(UNIT_CEILING_EXCEEDED);
    }

    @Test
    void holdFromTheirFirstDay() {
      given().code("J0202").on("2024-06-30").dose("30 mg").neverSays(UNIT_CEILING_EXCEEDED);
    }
  }

  @Nested
  class Payers {
    @Test
    void ofOneLineBillTheContainers() {
      given()
          .payer("bcbs-id-2012")
          .code("J9010")
          .on("2012-03-02")
          .dose("10 mg")
          .vial("30 mg")
          .lines("J9010 3");
    }

    @Test
    void whoseRulesAreNotInForceRefuse() {
      given()
          .payer("bcbs-id-2012")
          .code("J9010")
          .on("2013-03-02")
          .dose("10 mg")
          .refused(PAYER_RULE_NOT_IN_FORCE);
    }

    @Test
    void mayPayWasteOfMultiDoseContainers() {
      given()
          .payer("bcbs-ms")
          .code("J9355")
          .dose("220 mg")
          .multiDose("420 mg")
          .discarded("200 mg")
          .lines("J9355 22", "J9355 20 JW");
    }

    @Test
    void thatPublishedNothingFollowTheReferenceAndSaySo() {
      given()
          .payer("cigna")
          .code("J0202")
          .dose("10 mg")
          .vial("12 mg")
          .lines("J0202 10", "J0202 2 JW")
          .says(PAYER_RULE_NOT_PUBLISHED);
    }

    @Test
    void thatRequireTheNdcRefuseWithoutIt() {
      given().payer("regence").code("J0202").dose("10 mg").vial("12 mg").refused(NDC_MISSING);
    }
  }
}
