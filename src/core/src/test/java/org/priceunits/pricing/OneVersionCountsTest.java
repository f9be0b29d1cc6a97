package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;
import static org.priceunits.pricing.Administered.waste;

import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.priceunits.fhir.Canonicals;

/** Tests which record is billed where a call has several of one administration. */
class OneVersionCountsTest {
  private static final String DUPLICATE = "duplicate-administration";
  private static final String DAY = "2024-05-01T10:00:00-05:00";

  private static Administered given(String amount) {
    return dose(amount).id("a1").on(DAY);
  }

  /** A version of a1. */
  private static Administered version(String amount, String version) {
    Administered given = given(amount);
    given.record().getMeta().setVersionId(version);
    return given;
  }

  private static Administered updated(String amount, String day) {
    Administered given = given(amount);
    given.record().getMeta().setLastUpdated(Date.from(Instant.parse(day + "T12:00:00Z")));
    return given;
  }

  private static Call j0202(Administered... all) {
    return Call.of(all).code("J0202");
  }

  @Test
  void aCorrectionCountsBesideTheRecordThatWasEnteredInError() {
    Administered wrong = dose("12 mg").id("a1").on(DAY).identifier("4711");
    Administered right = dose("10 mg").id("a2").on(DAY).identifier("4711");
    wrong.status("entered-in-error");
    j0202(wrong, right).lines("J0202 10").statuses("not-billable", "priced").neverSays(DUPLICATE);
    j0202(right, wrong).lines("J0202 10").statuses("priced", "not-billable").neverSays(DUPLICATE);
  }

  @Test
  void wasteAndStatementsBelongToTheRecordThatCounts() {
    Administered wrong = dose("12 mg").id("a1").on(DAY).identifier("4711");
    Administered right = dose("10 mg").id("a2").on(DAY).identifier("4711").vial("30 mg");
    wrong.status("not-done");
    Administered rest = waste("20 mg", "").on(DAY).id("w1");
    rest.record().getPartOf().clear();
    rest.record()
        .addPartOf(
            new Reference().setIdentifier(new Identifier().setSystem("urn:ehr").setValue("4711")));
    j0202(wrong, right, rest)
        .lines("J0202 10", "J0202 20 JW")
        .statuses("not-billable", "priced", "discard-record");
    j0202(wrong, right).statement("").discarded("20 mg").end().lines("J0202 10", "J0202 20 JW");
  }

  @Test
  void theLatestVersionIsPricedWhateverTheOrder() {
    j0202(version("12 mg", "1"), version("10 mg", "2"))
        .lines("J0202 10")
        .statuses("refused", "priced")
        .says(DUPLICATE);
    j0202(version("10 mg", "10"), version("12 mg", "9"))
        .lines("J0202 10")
        .statuses("priced", "refused");
    j0202(updated("12 mg", "2024-05-02"), updated("10 mg", "2024-05-03")).lines("J0202 10");
    j0202(updated("12 mg", "2024-05-03"), updated("10 mg", "2024-05-02")).lines("J0202 12");
    assertThat(j0202(version("12 mg", "1"), version("10 mg", "2")).text(DUPLICATE))
        .contains("later version");
  }

  @Test
  void aVersionThatWasWithdrawnLaterIsNotPriced() {
    Administered withdrawn = version("12 mg", "2").status("entered-in-error");
    j0202(version("12 mg", "1"), withdrawn).lines().statuses("refused", "not-billable");
    j0202(withdrawn, version("12 mg", "1")).lines().statuses("not-billable", "refused");
    j0202(withdrawn, version("10 mg", "3")).lines("J0202 10").statuses("not-billable", "priced");
  }

  /** A version of a record of what was left of a1's vial of 30 mg. */
  private static Administered wasteVersion(String amount, String version) {
    Administered rest = waste(amount, "MedicationAdministration/a1").on(DAY).id("w1");
    rest.record().getMeta().setVersionId(version);
    return rest;
  }

  @Test
  void theLatestVersionOfAWasteRecordCounts() {
    Administered dose = given("10 mg").vial("30 mg");
    j0202(dose, wasteVersion("5 mg", "1"), wasteVersion("20 mg", "2"))
        .lines("J0202 10", "J0202 20 JW")
        .statuses("priced", "refused", "discard-record");
    j0202(wasteVersion("20 mg", "2"), wasteVersion("5 mg", "1"), dose)
        .lines("J0202 10", "J0202 20 JW")
        .statuses("discard-record", "refused", "priced");
    j0202(dose, wasteVersion("20 mg", "1"), wasteVersion("5 mg", "2"))
        .lines("J0202 10", "J0202 5 JW");
  }

  @Test
  void aWasteRecordThatWasWithdrawnLaterCountsNothing() {
    Administered withdrawn = wasteVersion("20 mg", "2").status("entered-in-error");
    j0202(given("10 mg"), wasteVersion("20 mg", "1"), withdrawn)
        .lines("J0202 10")
        .statuses("priced", "refused", "not-billable")
        .says("waste-unknown");
  }

  @Test
  void aDoseThatBecameAWasteRecordIsNotBilled() {
    Administered waste = waste("12 mg", "MedicationAdministration/a2").on(DAY).id("a1");
    waste.record().getMeta().setVersionId("2");
    j0202(version("12 mg", "1"), waste, dose("10 mg").id("a2").on(DAY))
        .lines("J0202 10", "J0202 12 JW")
        .statuses("refused", "discard-record", "priced");
  }

  @Test
  void aHistoryIsPricedByItsLatestVersion() {
    Bundle history = new Bundle().setType(Bundle.BundleType.HISTORY);
    for (Administered version : new Administered[] {version("12 mg", "1"), version("10 mg", "2")}) {
      history
          .addEntry()
          .setFullUrl("http://a.example.org/fhir/MedicationAdministration/a1")
          .setResource(version.record());
    }
    Call.body(history)
        .query("billingCode", "J0202")
        .query("payer", "medicare")
        .lines("J0202 10")
        .statuses("refused", "priced");
  }

  @Test
  void versionsThatDifferAndCannotBeOrderedAreAllRefused() {
    j0202(given("12 mg"), given("10 mg")).lines().statuses("refused", "refused").says(DUPLICATE);
    j0202(version("12 mg", "2"), given("10 mg")).lines();
    j0202(version("12 mg", "2"), version("10 mg", "2")).lines();
    j0202(given("12 mg"), given("12 mg").status("entered-in-error"))
        .lines()
        .statuses("refused", "not-billable");
  }

  @Test
  void equalRecordsArePricedOnce() {
    j0202(given("12 mg"), version("12 mg", "2")).lines("J0202 12").statuses("priced", "refused");
    assertThat(j0202(given("12 mg"), given("12 mg")).text(DUPLICATE)).contains("the first one");
    j0202(version("12 mg", "2"), version("12 mg", "1")).lines("J0202 12");
  }

  @Test
  void aRecordThatIsNotBilledTakesNoDispense() {
    MedicationDispense dispense = new MedicationDispense();
    dispense
        .setStatus(MedicationDispense.MedicationDispenseStatus.COMPLETED)
        .setMedication(new CodeableConcept(new Coding(Canonicals.NDC, "58468020001", null)))
        .setSubject(new Reference("Patient/p1"))
        .addAuthorizingPrescription(new Reference("MedicationRequest/r1"))
        .setQuantity(quantity("1 {vial}"))
        .setWhenHandedOver(Date.from(Instant.parse("2024-05-01T14:00:00Z")));
    j0202(given("12 mg").request("MedicationRequest/r1").status("entered-in-error"))
        .resource("resource", dispense)
        .lines()
        .statuses("not-billable");
  }

  @Test
  void theFirstOfTwoResourcesWithOneIdentifierIsPriced() {
    j0202(
            dose("10 mg").id("a1").on(DAY).identifier("x"),
            dose("10 mg").id("a2").on(DAY).identifier("x"))
        .lines("J0202 10")
        .statuses("priced", "refused");
  }
}
