package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;
import static org.priceunits.pricing.Administered.waste;

import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.BackboneElement;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationStatus;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/**
 * Tests that a claim is built from no resource that was withdrawn, that may say something else than
 * it seems, or of which another version may be the latest.
 */
class ResourcesAreFitForUseTest {
  private static final String DAY = "2024-05-01T10:00:00-05:00";
  private static final String LEMTRADA = "58468-0200-01";
  private static final String WITHDRAWN = "resource-withdrawn";
  private static final String MODIFIED = "modifier-extension-unknown";

  private static Administered given(String amount) {
    return dose(amount).id("a1").on(DAY);
  }

  private static Medication medication(String id) {
    Medication medication = new Medication();
    medication.setCode(new CodeableConcept(new Coding(Canonicals.NDC, LEMTRADA, null)));
    medication.setId(id);
    return medication;
  }

  private static Condition condition(String verification) {
    Condition condition = new Condition();
    condition.setCode(
        new CodeableConcept(new Coding("http://hl7.org/fhir/sid/icd-10-cm", "G35", null)));
    if (verification != null) {
      condition.setVerificationStatus(
          new CodeableConcept(
              new Coding(
                  "http://terminology.hl7.org/CodeSystem/condition-ver-status",
                  verification,
                  null)));
    }
    condition.setId("d1");
    return condition;
  }

  private static Encounter encounter(EncounterStatus status) {
    Encounter encounter = new Encounter().setStatus(status);
    encounter.setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "HH", null));
    encounter.setId("e1");
    return encounter;
  }

  @ParameterizedTest
  @CsvSource({
    "refuted, false",
    "entered-in-error, false",
    "confirmed, true",
    "provisional, true",
    ", true"
  })
  void aConditionThatWasRuledOutIsNoDiagnosis(String verification, boolean used) {
    Call call =
        Call.of(given("12 mg").reason("Condition/d1"))
            .resource("resource", condition(verification))
            .code("J0202")
            .lines("J0202 12");
    assertThat(call.claim().getDiagnosis()).hasSize(used ? 1 : 0);
    if (used) {
      call.neverSays(WITHDRAWN);
    } else {
      call.says(WITHDRAWN, "diagnosis-missing");
      assertThat(call.text(WITHDRAWN)).contains("Condition/d1", verification);
    }
  }

  @ParameterizedTest
  @CsvSource({"entered-in-error, false", "cancelled, false", "finished, true", "in-progress, true"})
  void anEncounterThatDidNotTakePlaceIsNoPlace(String status, boolean used) {
    Call call =
        Call.of(given("12 mg").context("Encounter/e1"))
            .resource("resource", encounter(EncounterStatus.fromCode(status)))
            .code("J0202")
            .lines("J0202 12");
    assertThat(call.claim().getItemFirstRep().hasEncounter()).isEqualTo(used);
    if (used) {
      call.neverSays(WITHDRAWN);
    } else {
      call.says(WITHDRAWN, "place-assumed");
    }
  }

  @ParameterizedTest
  @CsvSource({"entered-in-error, false", "inactive, true", "active, true"})
  void aMedicationThatWasEnteredInErrorNamesNoDrug(String status, boolean used) {
    Medication medication = medication("m1").setStatus(MedicationStatus.fromCode(status));
    Call call =
        Call.of(given("12 mg").medication(new Reference("Medication/m1")))
            .resource("resource", medication);
    if (used) {
      call.lines("J0202 12").neverSays(WITHDRAWN);
    } else {
      call.lines().statuses("refused").says(WITHDRAWN);
    }
  }

  @Test
  void whatEachAdministrationPassesOverIsToldOfIt() {
    Call call =
        Call.of(
                given("6 mg").reason("Condition/d1"),
                dose("6 mg").id("a2").on("2024-05-02").reason("Condition/d1"),
                dose("6 mg").id("a3").on("2024-05-03"))
            .resource("resource", condition("refuted"))
            .code("J0202");
    assertThat(call.texts(WITHDRAWN)).hasSize(2);
    call.repeatsNothing();
  }

  private static <T extends DomainResource> T modified(T resource) {
    resource.addModifierExtension(not());
    return resource;
  }

  private static <T extends BackboneElement> T modified(T part) {
    part.addModifierExtension(not());
    return part;
  }

  private static Extension not() {
    return new Extension("http://x.example.org/not", new StringType("not"));
  }

  private static void refusedWith(Administered given, Resource resource) {
    Call.of(given)
        .resource("resource", resource)
        .lines()
        .statuses("refused")
        .says(MODIFIED)
        .repeatsNothing();
  }

  @Test
  void aResourceThatMaySaySomethingElseRefusesTheDose() {
    Administered ofMedication = given("12 mg").medication(new Reference("Medication/m1"));
    refusedWith(ofMedication, modified(medication("m1")));
    Medication mixture = medication("m1");
    modified(mixture.addIngredient()).setItem(new CodeableConcept().setText("alemtuzumab"));
    refusedWith(ofMedication, mixture);
    Administered ofEncounter = given("12 mg").ndc(LEMTRADA).context("Encounter/e1");
    refusedWith(ofEncounter, modified(encounter(EncounterStatus.FINISHED)));
    Encounter placed = encounter(EncounterStatus.FINISHED);
    modified(placed.addLocation()).setLocation(new Reference("Location/l1"));
    refusedWith(ofEncounter, placed);
    refusedWith(
        given("12 mg").ndc(LEMTRADA).reason("Condition/d1"), modified(condition("confirmed")));
    refusedWith(given("12 mg").ndc(LEMTRADA).request("MedicationRequest/r1"), modified(dispense()));
  }

  @Test
  void aPartOfTheRecordMaySayIt() {
    Administered given = given("12 mg").ndc(LEMTRADA);
    modified(given.record().addPerformer()).setActor(new Reference("Practitioner/x"));
    Call.of(given).lines().says(MODIFIED);
  }

  @Test
  void aWasteRecordThatMaySaySomethingElseRefusesItsDose() {
    Administered rest = waste("2 mg", "MedicationAdministration/a1").on(DAY).id("w").ndc(LEMTRADA);
    modified(rest.record());
    Call.of(given("10 mg").ndc(LEMTRADA), rest).lines().says(MODIFIED);
  }

  private static MedicationDispense dispense() {
    MedicationDispense dispense =
        new MedicationDispense()
            .setStatus(MedicationDispenseStatus.COMPLETED)
            .setMedication(new CodeableConcept(new Coding(Canonicals.NDC, LEMTRADA, null)))
            .setSubject(new Reference("Patient/p1"))
            .addAuthorizingPrescription(new Reference("MedicationRequest/r1"))
            .setQuantity(quantity("1 {vial}"));
    dispense.setWhenHandedOverElement(new DateTimeType("2024-05-01T08:10:00-05:00"));
    return dispense;
  }

  /** The NDC of Lemtrada gives J0202, that of Rituxan J9312; the other is the later version. */
  @ParameterizedTest
  @CsvSource({
    "1, , 2, , J9312 1",
    "2, , 1, , J0202 10",
    "10, , 9, , J0202 10",
    ", 2024-05-01, , 2024-05-02, J9312 1",
    ", 2024-05-02, , 2024-05-01, J0202 10",
    "1, , , , ",
    ", , , , ",
    "2, , 2, , "
  })
  void theLatestVersionOfAMedicationCounts(
      String version, String updated, String other, String otherUpdated, String line) {
    Medication rituxan = medication("m1");
    rituxan.setCode(new CodeableConcept(new Coding(Canonicals.NDC, "50242-0051-21", null)));
    Call call =
        Call.of(given("10 mg").medication(new Reference("Medication/m1")))
            .resource("resource", versioned(medication("m1"), version, updated))
            .resource("resource", versioned(rituxan, other, otherUpdated));
    if (line == null) {
      call.lines().statuses("refused").says("resource-versions-differ");
      assertThat(call.text("resource-versions-differ")).contains("Medication/m1");
    } else {
      call.lines(line).neverSays("resource-versions-differ");
    }
  }

  @Test
  void equalVersionsAreOne() {
    Call.of(given("10 mg").medication(new Reference("Medication/m1")))
        .resource("resource", medication("m1"))
        .resource("resource", versioned(medication("m1"), "2", null))
        .lines("J0202 10")
        .neverSays("resource-versions-differ");
  }

  /** Whether a Medication is still in use changes nothing of what was given. */
  @ParameterizedTest
  @CsvSource({
    "active, inactive, J0202 10",
    "inactive, active, J0202 10",
    "active, , J0202 10",
    "active, entered-in-error, ",
    "entered-in-error, , "
  })
  void versionsThatDifferInWhatIsNotReadAreOne(String status, String other, String line) {
    Medication second = medication("m1").setStatus(status(other));
    second.setLanguage("en-US");
    second.getText().setDivAsString("<div>Lemtrada</div>");
    Call call =
        Call.of(given("10 mg").medication(new Reference("Medication/m1")))
            .resource("resource", medication("m1").setStatus(status(status)))
            .resource("resource", second);
    if (line == null) {
      call.lines().says("resource-versions-differ");
    } else {
      call.lines(line).neverSays("resource-versions-differ");
    }
  }

  private static MedicationStatus status(String code) {
    return code == null ? null : MedicationStatus.fromCode(code);
  }

  private static Medication versioned(Medication medication, String version, String updated) {
    medication.getMeta().setVersionId(version);
    if (updated != null) {
      medication.getMeta().setLastUpdated(Date.from(Instant.parse(updated + "T12:00:00Z")));
    }
    return medication;
  }

  @ParameterizedTest
  @CsvSource({
    "not-done, MedicationAdministration/a1, 2 mg, true",
    "not-done, MedicationAdministration/a1, '', false",
    "not-done, Procedure/x, 2 mg, false",
    "not-done, , 2 mg, false",
    "entered-in-error, MedicationAdministration/a1, 2 mg, false",
    "on-hold, MedicationAdministration/a1, 2 mg, false"
  })
  void whatMayBeDiscardedDrugNeedsItsReason(
      String status, String partOf, String amount, boolean told) {
    Administered rest = dose(amount).id("w").on(DAY).status(status);
    rest.record().addStatusReason(new CodeableConcept().setText("wasted"));
    if (partOf != null) {
      rest.partOf(partOf);
    }
    Call call =
        Call.of(given("10 mg"), rest)
            .code("J0202")
            .statuses("priced", "not-billable")
            .lines("J0202 10");
    if (told) {
      call.says("discard-reason-unknown");
      assertThat(call.text("discard-reason-unknown")).contains("drug-discarded", "waste-reason");
    } else {
      call.neverSays("discard-reason-unknown");
    }
  }
}
