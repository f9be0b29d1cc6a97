package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.*;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.result.GroupResult;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.IssueCode;

/**
 * Tests the refusals of a call or of one of its administrations, which never affect another
 * administration.
 */
class CallsTest {
  @Nested
  class Whole {
    @Test
    void areRefusedForAnUnknownPayer() {
      Case unknown = given().payer("nobody").refusedWhole(PAYER_UNKNOWN);
      assertThat(unknown.refusals().get(0).text())
          .contains("The payer nobody has no rules here. Send one of: bcbs-id-2012, ");
      assertThat(given().payer("50% plan").refusals().get(0).text())
          .startsWith("The payer 50% plan has no rules here.");
      given().code("J0202").dose("1 mg").and().refusedWhole();
    }

    @ParameterizedTest
    @CsvSource({
      "JW, 2024-05-01, MODIFIER_CONFLICT, follows from the discarded amount",
      "JZ, 2024-05-01, MODIFIER_CONFLICT, follows from the discarded amount",
      "59, 2024-05-01, MODIFIER_CONFLICT, says that a service is distinct",
      "XU, 2024-05-01, MODIFIER_CONFLICT, says that a service is distinct",
      "ZZ, 2024-05-01, MODIFIER_NOT_VALID, ZZ is not a HCPCS modifier",
      "PO, 2014-12-31, MODIFIER_NOT_VALID, Modifier PO may be used from 2015-01-01",
      "JG, 2025-01-01, MODIFIER_NOT_VALID, Modifier JG ended on 2024-12-31"
    })
    void areRefusedForAModifierThatCannotBeUsed(
        String modifier, String day, IssueCode issue, String text) {
      Case refused = given().modifier(modifier).on(day).dose("1 mg").and().refusedWhole(issue);
      assertThat(refused.refusals().get(0).text()).contains(text);
      assertThat(refused.refusals().get(0).administration()).isEqualTo(Issue.WHOLE_CALL);
    }

    @Test
    void areRefusedForAReservedModifierAlsoWhereThePayerHasNoRulesOnThatDay() {
      for (String reserved : List.of("JW", "59")) {
        given()
            .payer("bcbs-id-2012")
            .modifier(reserved)
            .on("2013-05-01")
            .dose("1 mg")
            .and()
            .refusedWhole(MODIFIER_CONFLICT);
      }
    }

    @ParameterizedTest
    @CsvSource({"TB, 2024-05-01", "25, 2024-05-01", "PO, 2015-01-01", "JG, 2024-12-31"})
    void takeOtherModifiers(String modifier, String day) {
      given().modifier(modifier).on(day).dose("1 mg").and().refusedWhole();
    }

    @Test
    void areHeldAgainstNoDayWhereNoneIsKnown() {
      given().modifier("JG").refusedWhole();
      given().modifier("Z9").refusedWhole(MODIFIER_NOT_VALID);
      given().modifier("JW").refusedWhole(MODIFIER_CONFLICT);
    }
  }

  @Nested
  class Administrations {
    @Test
    void areAnsweredInTheOrderOfTheCall() {
      given()
          .code("J0202")
          .dose("5 mg")
          .and()
          .notBillable()
          .results(List.of(0), List.of(1))
          .lines("J0202 5")
          .says(STATUS_NOT_BILLABLE);
    }

    @Test
    void thatDoNotCountSinkNoOtherOfTheirGroup() {
      Case two =
          given()
              .code("J0202")
              .dose("5 mg")
              .and()
              .dose("5 [iU]")
              .and()
              .dose("1 mL")
              .and()
              .dose("6 mg")
              .results(List.of(0, 3), List.of(1), List.of(2))
              .lines("J0202 11");
      assertThat(two.codes())
          .filteredOn(DOSE_UNIT_NOT_CONVERTIBLE::equals)
          .as("one for each that does not count")
          .hasSize(2);
    }

    @Test
    void areRefusedOnlyWhereSomethingIsToBeDone() {
      assertThat(notPriced(given().code("J0001").dose("5 mg")).refused()).isTrue();
      assertThat(notPriced(given().code("J0202").notBillable().dose("5 mg")).refused()).isFalse();
    }

    private static GroupResult.NotPriced notPriced(Case given) {
      return (GroupResult.NotPriced) given.priced().results().get(0);
    }

    /** The chart has another HCPCS code; it counts on the days on which it was in force. */
    @ParameterizedTest
    @CsvSource({
      "J2405, 2024-05-01, J0202 1, true",
      "J7300, 2024-05-01, J0202 1, true", // a device
      "Q3014, 2024-05-01, J0202 3, false", // a visit
      "J9010, 2024-05-01, J0202 3, false",
      "J0202, 2024-05-01, J0202 3, false"
    })
    void thatTheChartGivesAnotherDrugDoNotTakeTheCodeOfTheCall(
        String charted, String day, String lines, boolean refused) {
      Case two = given().code("J0202").on(day).dose("1 mg").and().charted(charted).dose("2 mg");
      two.lines(lines);
      assertThat(two.codes().contains(BILLING_CODE_MISMATCH)).isEqualTo(refused);
    }

    @Test
    void ofNoUsableModifierAreRefused() {
      given().code("J0202").dose("5 mg").own("JW").refused(MODIFIER_CONFLICT);
      given().code("J0202").dose("5 mg").own("59").refused(MODIFIER_CONFLICT);
      given().code("J0202").dose("5 mg").own("ZZ").refused(MODIFIER_NOT_VALID);
      given().code("J0202").dose("5 mg").own("TB").lines("J0202 5 TB");
      given().code("J0202").dose("5 mg").distinct("XE").lines("J0202 5 XE");
    }

    @Test
    void ofDifferentBillersDoNotPool() {
      given()
          .code("J0202")
          .dose("5.5 mg")
          .biller("Organization/1")
          .and()
          .dose("5.5 mg")
          .biller("Organization/2")
          .lines("J0202 6", "J0202 6");
    }

    @Test
    void ofOneOrderWithDifferentDosesAreNoRepeat() {
      given()
          .code("J0202")
          .request("MedicationRequest/r")
          .dose("6 mg")
          .and()
          .dose("5 mg")
          .neverSays(POSSIBLE_REPEAT);
      given().code("J0202").dose("6 mg").and().dose("6 mg").neverSays(POSSIBLE_REPEAT);
    }
  }

  @Nested
  class Days {
    @Test
    void ofUtcAreRefusedWhereCodeOrRulesBeganThatDay() {
      given().code("J0202").on("2016-01-01").utc().dose("12 mg").refused(DATE_AMBIGUOUS);
      given()
          .payer("bcbs-id-2012")
          .code("J9010")
          .on("2012-01-01")
          .utc()
          .dose("12 mg")
          .refused(DATE_AMBIGUOUS);
    }

    @Test
    void ofUtcSinkNoOtherOfTheirGroup() {
      Case both =
          given()
              .code("J0202")
              .on("2023-01-01")
              .utc()
              .dose("12 mg")
              .vial("12 mg")
              .and()
              .local()
              .dose("12 mg")
              .vial("12 mg")
              .results(List.of(0), List.of(1))
              .lines("J0202 12 JZ");
      assertThat(both.text(DATE_AMBIGUOUS)).contains("the day before, 2022-12-31");
    }

    /** From 2026-01-01 skin substitutes have neither modifier; no price of Q4186 is known. */
    @Test
    void ofUtcAreRefusedWhereTheRulesOfDiscardedDrugDiffer() {
      given()
          .code("Q4186")
          .on("2026-01-01")
          .utc()
          .dose("10 cm2")
          .vial("10 cm2")
          .refused(DATE_AMBIGUOUS);
      given()
          .code("Q4186")
          .on("2026-01-02")
          .utc()
          .dose("10 cm2")
          .vial("10 cm2")
          .lines("Q4186 10")
          .neverSays(DATE_AMBIGUOUS);
    }

    @Test
    void thatAreKnownAreNotDoubted() {
      given()
          .code("J0202")
          .on("2026-11-24")
          .dose("12 mg")
          .neverSays(DATE_FROM_UTC, DATE_IN_FUTURE, DATE_AMBIGUOUS);
    }
  }

  @Nested
  class Payers {
    @Test
    void thatPublishedEverythingAreNotDoubted() {
      given().code("J0202").dose("12 mg").neverSays(PAYER_RULE_NOT_PUBLISHED);
      assertThat(given().payer("regence").ndc("58468-0200-01").dose("12 mg").priced().priced())
          .extracting(p -> p.policy().payer())
          .containsExactly("regence");
    }
  }
}
