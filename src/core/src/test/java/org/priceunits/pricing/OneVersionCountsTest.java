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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** Notes and narrative are for people; the reason is read. */
  @Test
  void recordsThatDifferInNotesAreOne() {
    j0202(given("12 mg"), noted(given("12 mg"))).lines("J0202 12").statuses("priced", "refused");
    j0202(noted(given("12 mg")), given("12 mg")).lines("J0202 12").statuses("priced", "refused");
    j0202(version("12 mg", "1"), noted(version("12 mg", "2")))
        .lines("J0202 12")
        .statuses("refused", "priced");
    j0202(noted(version("12 mg", "2")), version("12 mg", "1"))
        .lines("J0202 12")
        .statuses("priced", "refused");
    j0202(given("12 mg"), noted(given("12 mg")).reason("http://hl7.org/fhir/sid/icd-10-cm", "G35"))
        .lines()
        .statuses("refused", "refused");
  }

  private static Administered noted(Administered given) {
    given.record().addNote().setText("tolerated well");
    given.record().getText().setDivAsString("<div>alemtuzumab 12 mg</div>");
    return given;
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

  private static Administered given(String id, String amount, String identifier) {
    return dose(amount).id(id).on(DAY).identifier(identifier);
  }

  @Test
  void theFirstOfTwoEqualResourcesWithOneIdentifierIsPriced() {
    Call call =
        j0202(given("a1", "10 mg", "x"), given("a2", "10 mg", "x"))
            .lines("J0202 10")
            .statuses("priced", "refused");
    assertThat(call.text(DUPLICATE))
        .contains("MedicationAdministration/a1", "identifier of urn:ehr", "given twice");
  }

  @Test
  void ofTwoThatDifferAndHaveOneIdentifierTheFirstIsPricedAndTheOtherMayBeADose() {
    Call call =
        j0202(given("a1", "10 mg", "x"), given("a2", "6 mg", "x"), given("a3", "2 mg", "y"))
            .lines("J0202 12")
            .statuses("priced", "refused", "priced");
    assertThat(call.text(DUPLICATE))
        .contains("MedicationAdministration/a1", "identifier of urn:ehr", "two doses", "corrects");
  }

  /** The first identifier is shared; the records also have one of their own, or only their id. */
  @ParameterizedTest
  @CsvSource({
    "PLAC, ",
    "FILL, ",
    "PGN, ",
    "ACSN, ",
    "VN, ",
    "AN, ",
    "MR, ",
    ", old",
    ", secondary",
    "RI, secondary"
  })
  void aNumberOfTheOrderOrVisitIsNoIdentity(String type, String use) {
    for (boolean own : new boolean[] {true, false}) {
      Administered one = shared(type, use, dose("10 mg").id("a1").on(DAY));
      Administered two = shared(type, use, dose("6 mg").id("a2").on(DAY));
      if (own) {
        one.identifier("own-1");
        two.identifier("own-2");
      }
      j0202(one, two).lines("J0202 16").statuses("priced", "priced").neverSays(DUPLICATE);
    }
  }

  /** Over two calls neither dose replaces the draft of the other. */
  @Test
  void aNumberOfTheOrderIsNotTheIdentityOfAClaim() {
    assertThat(identity("PLAC", null, "own-1")).isNotEqualTo(identity("PLAC", null, "own-2"));
    assertThat(identity(null, "old", "own-1")).isNotEqualTo(identity(null, "old", "own-2"));
    assertThat(identity("RI", null, "own-1")).isEqualTo(identity("RI", null, "own-2"));
    assertThat(identity(null, "official", "own-1")).isEqualTo(identity(null, "official", "own-2"));
  }

  private static String identity(String type, String use, String own) {
    return j0202(shared(type, use, dose("10 mg").on(DAY)).identifier(own))
        .claim()
        .getIdentifierFirstRep()
        .getValue();
  }

  private static Administered shared(String type, String use, Administered given) {
    Identifier identifier = new Identifier().setSystem("urn:orders").setValue("4711");
    if (type != null) {
      identifier.setType(
          new CodeableConcept(
              new Coding("http://terminology.hl7.org/CodeSystem/v2-0203", type, null)));
    }
    identifier.setUse(use == null ? null : Identifier.IdentifierUse.fromCode(use));
    given.record().addIdentifier(identifier);
    return given;
  }

  @Test
  void twoRecordsOfDiscardsOfOneOrderBothCount() {
    Administered one = wasteVersion("3 mg", "1").id("w1");
    Administered two = wasteVersion("4 mg", "1").id("w2");
    j0202(given("10 mg").vial("17 mg"), shared("PLAC", null, one), shared("PLAC", null, two))
        .lines("J0202 10", "J0202 7 JW")
        .statuses("priced", "discard-record", "discard-record");
  }

  /** No text tells a biller to leave out what may be a dose. */
  @Test
  void nothingIsToBeLeftOutThatMayBeADose() {
    assertThat(j0202(given("12 mg"), given("12 mg")).text(DUPLICATE))
        .contains("word for word", "Nothing is lost");
  }
}
