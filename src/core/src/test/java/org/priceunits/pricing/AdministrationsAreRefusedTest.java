package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests the data that one administration can lack, which never affects another administration. */
class AdministrationsAreRefusedTest {
  private static final String GOOD = "2012-03-03T10:00:00-05:00";

  /** Value, unit, code; a system only with the code {@code ucum:}. */
  @ParameterizedTest
  @CsvSource({
    "-1, mg, ucum:mg, dose-invalid",
    "0, mg, ucum:mg, dose-invalid",
    "1e30, mg, ucum:mg, dose-invalid",
    "1e-30, mg, ucum:mg, dose-invalid",
    "99999999999, mg, ucum:mg, dose-invalid",
    "10, , , dose-unit-missing",
    "10, ' ', , dose-unit-missing",
    "10, mgg, , dose-unit-not-convertible",
    "10, , MGX, dose-unit-not-convertible",
    "10, , ucum:MG, dose-unit-not-convertible",
    "10, vial, ucum:{vial}, dose-unit-not-convertible",
    "10, %, ucum:%, dose-unit-not-convertible",
    "10, 1, ucum:1, dose-unit-not-convertible",
    "10, mol, ucum:mol, dose-unit-not-convertible",
    "10, IU, ucum:[iU], dose-unit-not-convertible",
    "10, mg/kg, ucum:mg/kg, dose-unit-not-convertible",
    "10, mL, ucum:mL, dose-unit-not-convertible"
  })
  void aDoseThatDoesNotCount(BigDecimal value, String unit, String code, String issue) {
    Call.of(dose("").id("bad").quantity(quantity(value, unit, code)), dose("5 mg").on(GOOD))
        .code("J9010")
        .lines("J9010 1")
        .statuses("refused", "priced")
        .says(issue)
        .at(issue, "Parameters.parameter[0].resource.dosage.dose");
  }

  @ParameterizedTest
  @CsvSource({
    "mg, , 1",
    "MG, , 1",
    "Milligram, , 1",
    " milligrams , , 1",
    ", mg, 1",
    "mcg, , 1",
    "ug, ucum:ug, 1",
    "mcg, ucum:mcg, 1",
    "g, ucum:g, 1000"
  })
  void aUnitInWordsIsReadAndTold(String unit, String code, String units) {
    Call call =
        Call.of(dose("").quantity(quantity(BigDecimal.TEN, unit, code)))
            .code("J9010")
            .lines("J9010 " + units);
    if (code == null || !code.startsWith("ucum:") || code.equals("ucum:mcg")) {
      call.says("dose-unit-assumed");
    } else {
      call.neverSays("dose-unit-assumed");
    }
  }

  private static Quantity quantity(BigDecimal value, String unit, String code) {
    Quantity quantity = new Quantity().setValue(value).setUnit(unit);
    if (code != null) {
      quantity.setCode(code.replace("ucum:", ""));
      quantity.setSystem(code.startsWith("ucum:") ? Canonicals.UCUM : null);
    }
    return quantity;
  }

  @Test
  void aDoseIsExact() {
    Call.of(
            dose("")
                .quantity(
                    Administered.quantity("10 mg")
                        .setComparator(Quantity.QuantityComparator.LESS_THAN)))
        .code("J9010")
        .lines()
        .says("dose-invalid");
    Call.of(dose("")).code("J9010").lines().says("dose-missing");
  }

  @Test
  void oneMemberOfADayThatDoesNotCountSinksNoOther() {
    Call.of(dose("5 mg").id("a1"), dose("5 {vial}").id("a2"), dose("10 mg").id("a3"))
        .code("J9010")
        .lines("J9010 2")
        .statuses("priced", "refused", "priced")
        .at("dose-unit-not-convertible", "Parameters.parameter[1].resource.dosage.dose");
  }

  @ParameterizedTest
  @CsvSource({"2012", "2012-03"})
  void aDateWithoutADayIsNone(String date) {
    Call.of(dose("10 mg").on(date))
        .code("J9010")
        .lines()
        .says("date-missing")
        .at("date-missing", "Parameters.parameter[0].resource.effective");
  }

  @Test
  void aPeriodCountsOnTheDayItStarts() {
    Call.of(dose("10 mg").during("2015-12-31T23:30:00-05:00", "2016-01-01T02:00:00-05:00"))
        .code("J9010")
        .lines("J9010 1");
    Call.of(dose("10 mg").during(null, "2016-01-01T02:00:00-05:00"))
        .code("J9010")
        .lines()
        .says("date-missing");
  }

  @ParameterizedTest
  @CsvSource({
    // time, timeZone parameter, server's zone, lines or issue
    "2016-01-01T03:00:00Z, America/New_York, , J9010 1",
    "2016-01-01T03:00:00Z, , America/New_York, J9010 1",
    "2016-01-01T03:00:00Z, America/New_York, Europe/Berlin, J9010 1",
    "2015-12-31T22:00:00-05:00, , , J9010 1",
    "2015-12-31T22:00:00-05:00, , Europe/Berlin, code-terminated",
    "2015-12-31T22:00:00, America/Los_Angeles, , J9010 1",
    "2015-12-31, Pacific/Auckland, , J9010 1",
    "2016-01-01, , , code-terminated"
  })
  void theDayIsTheSites(String time, String zone, String siteZone, String expected) {
    Call call = Call.of(dose("10 mg").on(time)).code("J9010");
    if (zone != null) {
      call.with("timeZone", new CodeType(zone));
    }
    if (siteZone != null) {
      call.siteZone(siteZone);
    }
    if (expected.contains(" ")) {
      call.lines(expected);
    } else {
      call.lines()
          .says(expected)
          .at(expected, "Parameters.parameter[2].value".replace(".value", ""));
    }
  }

  @Test
  void aTimeInUtcIsRefusedOnlyWhereTheDayBeforeWouldDiffer() {
    Call.of(dose("12 mg").on("2024-04-15T03:00:00Z"))
        .code("J0202")
        .lines("J0202 12")
        .says("date-from-utc");
    Call.of(
            dose("12 mg").id("a1").on("2024-04-01T03:00:00+00:00"),
            dose("1 mg").id("a2").on("2024-04-01T10:00:00-05:00"))
        .code("J0202")
        .lines("J0202 1")
        .statuses("refused", "priced")
        .says("date-ambiguous");
  }

  /** American Samoa is 11 hours behind UTC; the limit of J0202 changed on 2024-04-01. */
  @ParameterizedTest
  @CsvSource({
    "2024-04-01T03:00:00Z, false",
    "2024-04-01T10:59:59Z, false",
    "2024-04-01T11:00:00Z, true",
    "2024-04-01T18:00:00Z, true",
    "2024-04-01T18:00:00+00:00, true"
  })
  void theDayBeforeIsInDoubtOnlyWhereAStateMayHaveBeenOnIt(String time, boolean priced) {
    Call call = Call.of(dose("12 mg").on(time)).code("J0202").says("date-from-utc");
    if (priced) {
      call.lines("J0202 12").neverSays("date-ambiguous");
      assertThat(call.text("date-from-utc")).contains("Guam", "timeZone");
    } else {
      call.lines().says("date-ambiguous");
    }
  }

  @Test
  void aTimeInUtcIsRefusedWhereOnlyTheDayBeforeCouldBeBilled() {
    Call.of(dose("3 mg").on("2016-01-01T03:00:00Z"))
        .code("J9010")
        .lines()
        .says("date-ambiguous", "date-from-utc")
        .neverSays("code-terminated");
    Call.body(dose("3 mg").on("2013-01-01T03:00:00Z").record())
        .query("billingCode", "J9010")
        .query("payer", "bcbs-id-2012")
        .lines()
        .says("date-ambiguous", "date-from-utc");
    // XE and PO exist since 2015, JG ended with 2024, JZ exists since 2023.
    Call.of(dose("12 mg").distinct("XE").on("2015-01-01T03:00:00Z").ndc("58468-0357-1"))
        .code("J9010")
        .lines()
        .says("date-ambiguous", "date-from-utc");
    Call.of(dose("3 mg").on("2015-01-01T03:00:00Z"))
        .code("J9010")
        .with("modifier", new CodeType("PO"))
        .lines()
        .says("date-ambiguous", "date-from-utc");
  }

  @Test
  void aModifierOfTheCallThatEndedTheDayBeforeIsAmbiguousInUtc() {
    Call.of(dose("12 mg").on("2025-01-01T03:00:00Z"))
        .code("J0202")
        .with("modifier", new CodeType("JG"))
        .lines()
        .says("date-ambiguous", "date-from-utc");
    Call.of(dose("12 mg").vial("12 mg").on("2023-01-01T03:00:00Z"))
        .code("J0202")
        .with("modifier", new CodeType("TB"))
        .with("modifier", new CodeType("PO"))
        .with("modifier", new CodeType("JA"))
        .with("modifier", new CodeType("25"))
        .lines()
        .says("date-ambiguous")
        .neverSays("too-many-modifiers");
  }

  @Test
  void aModifierOfOneAdministrationSinksNoOther() {
    Call call =
        Call.of(dose("10 mg").id("a1").vial("30 mg"), dose("5 mg").id("a2"))
            .code("J9010")
            .statement("MedicationAdministration/a2")
            .part("modifier", new CodeType("JW"))
            .end();
    call.lines("J9010 1", "J9010 2 JW").statuses("priced", "refused").says("modifier-conflict");
  }

  @Test
  void theFutureIsTold() {
    Call.of(dose("12 mg").on("2026-12-24")).code("J0202").lines("J0202 12").says("date-in-future");
  }

  @Test
  void theProductDecidesTheCodeByDate() {
    Call.of(dose("10 mg").ndc("58468-0357-1").on("2012-03-02"))
        .lines("J9010 1")
        .says("waste-unknown");
    Call.of(dose("12 mg").ndc("58468-0200-1").on("2015-11-02")).lines("Q9979 12");
    Call.of(dose("12 mg").ndc("58468-0200-1").on("2016-11-02")).lines("J0202 12");
    Call.of(dose("12 mg").ndc("58468-0200-1").on("2014-11-02"))
        .lines()
        .says("product-without-code");
    Call.of(dose("12 mg").rxNorm("1594663").on("2016-11-02")).lines("J0202 12").says("ndc-unknown");
    Call.of(dose("10 mg").ndc("58468-0357-1").on("2013-03-02")).says("drug-may-be-free");
  }

  @Test
  void aDrugThatIsNotKnownNeedsACode() {
    Call.of(dose("10 mg"))
        .lines()
        .says("product-unknown")
        .at("product-unknown", "Parameters.parameter[0].resource.medication");
    Call.of(dose("10 mg").ndc("99999-9999-9")).lines().says("product-unknown");
    Call.of(dose("10 mg").rxNorm("1")).lines().says("product-unknown");
  }

  @Test
  void twoProductsWithTwoCodesAreAmbiguous() {
    Call.of(dose("10 mg").ndc("58468-0200-1", "50242-0060-01").on("2024-05-01"))
        .lines()
        .says("code-ambiguous");
  }

  @Test
  void tenDigitsCountWhereOnePackageFits() {
    Call.of(dose("12 mg").ndc("5846802001").on("2024-05-01")).lines("J0202 12");
    Call.of(dose("12 mg").ndc("1234567890").on("2024-05-01")).lines().says("ndc-invalid");
    Call.of(dose("12 mg").ndc("58468-02-1").on("2024-05-01")).lines().says("ndc-invalid");
  }

  @Test
  void theCodeMustHaveBeenInForce() {
    Call.of(dose("3 mg").on("2016-01-01")).code("J9010").lines().says("code-terminated");
    Call.of(dose("3 mg").on("2015-12-31")).code("J0202").lines().says("code-not-yet-effective");
    Call.of(dose("3 mg").on("2016-01-01")).code("Z9999").lines().says("code-unknown");
    assertThat(Call.of(dose("3 mg").on("2016-01-01")).code("J9010").text("code-terminated"))
        .contains("J0202")
        .contains("3 units");
  }

  @Test
  void anotherProductsCodeIsTold() {
    Call.of(dose("12 mg").ndc("58468-0200-1").on("2024-05-01"))
        .code("J9299")
        .lines("J9299 12")
        .says("ndc-code-mismatch");
  }

  @ParameterizedTest
  @CsvSource({"not-done", "entered-in-error", "on-hold", "in-progress", "unknown"})
  void onlyWhatWasGivenIsBilled(String status) {
    Call.of(dose("10 mg").status(status))
        .code("J9010")
        .lines()
        .statuses("not-billable")
        .says("status-not-billable")
        .at("status-not-billable", "Parameters.parameter[0].resource.status");
  }

  @Test
  void sameOrderTwiceMayBeADoubleEntry() {
    Call.of(
            dose("10 mg").id("a1").request("MedicationRequest/r"),
            dose("10 mg").id("a2").request("MedicationRequest/r"))
        .code("J9010")
        .lines("J9010 2")
        .says("possible-repeat")
        .at("possible-repeat", "Parameters.parameter[1].resource");
  }

  @Test
  void moreThanFourModifiersRefuseTheGroup() {
    Call.of(dose("12 mg").on("2024-05-01").vial("12 mg"))
        .code("J0202")
        .with("modifier", new CodeType("TB"))
        .with("modifier", new CodeType("JA"))
        .with("modifier", new CodeType("PO"))
        .with("modifier", new CodeType("KX"))
        .lines()
        .says("too-many-modifiers");
    Call.of(dose("12 mg").on("2024-05-01").vial("12 mg"))
        .code("J0202")
        .with("modifier", new CodeType("JA"))
        .with("modifier", new CodeType("PO"))
        .with("modifier", new CodeType("TB"))
        .with("modifier", new CodeType("TB"))
        .lines("J0202 12 JZ TB PO JA");
  }

  @Test
  void aPayersRulesMustBeInForce() {
    Call.body(dose("10 mg").on("2014-03-02").record())
        .query("payer", "bcbs-id-2012")
        .query("billingCode", "J9010")
        .lines()
        .says("payer-rule-not-in-force");
  }

  @Test
  void twoNursesDoNotMakeTwoGroups() {
    Call.of(
            dose("5 mg").id("a1").performer("Practitioner/n1"),
            dose("5 mg").id("a2").performer("Practitioner/n2"))
        .code("J9010")
        .lines("J9010 1");
  }

  @Test
  void anEmptyMedicationIsUnknown() {
    Call.of(dose("10 mg").medication(null)).lines().says("product-unknown");
    Call.of(dose("10 mg").medication(new CodeableConcept())).lines().says("product-unknown");
    Call.of(dose("10 mg").medication(new Reference())).lines().says("reference-not-found");
  }

  @Test
  void whatIsSaidIsSaidOnce() {
    Call.of(dose("10 mg").id("a1"), dose("5 mg").id("a2"), dose("").id("a3"))
        .code("J9010")
        .repeatsNothing();
  }
}
