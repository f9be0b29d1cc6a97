package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Person;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests references by identifier, with the type, the type's URL, or neither. */
class ReferencesByIdentifierTest {
  private static final String IN_2024 = "2024-05-01T10:00:00-05:00";
  private static final String NPI = "http://hl7.org/fhir/sid/us-npi";
  private static final String DEFINITION = "http://hl7.org/fhir/StructureDefinition/";

  private static Reference by(String type, String system, String value) {
    return new Reference()
        .setType(type)
        .setIdentifier(new Identifier().setSystem(system).setValue(value));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"Patient", DEFINITION + "Patient"})
  void aPatientIsTheOneOfTheCallThatHasIt(String type) {
    Patient patient = new Patient();
    patient.setId("p9");
    patient.addIdentifier().setSystem("urn:mrn").setValue("7");
    Call.of(
            dose("5.5 mg").patient("Patient/p9").on(IN_2024),
            dose("5.5 mg").subject(by(type, "urn:mrn", "7")).on(IN_2024))
        .resource("resource", patient)
        .code("J0202")
        .lines("J0202 11");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"Organization", DEFINITION + "Organization"})
  void aBillerIsToo(String type) {
    Organization biller = new Organization();
    biller.setId("1");
    biller.addIdentifier().setSystem(NPI).setValue("1234567893");
    Encounter one = new Encounter();
    one.setId("e1");
    one.setServiceProvider(new Reference("Organization/1"));
    Encounter other = new Encounter();
    other.setId("e2");
    other.setServiceProvider(by(type, NPI, "1234567893"));
    Call.of(
            dose("5.5 mg").context("Encounter/e1").on(IN_2024),
            dose("5.5 mg").context("Encounter/e2").on(IN_2024))
        .resource("resource", biller)
        .resource("resource", one)
        .resource("resource", other)
        .code("J0202")
        .lines("J0202 11");
  }

  /** Patient and administration have the same number from two unnamed systems. */
  @Test
  void anAdministrationIsNotTakenForItsPatient() {
    Patient patient = new Patient();
    patient.setId("1");
    patient.addIdentifier().setValue("77");
    Administered given = dose("10 mg").patient("Patient/1").on(IN_2024);
    given.record().addIdentifier().setValue("77");
    Administered waste = Administered.waste("20 mg", "x").patient("Patient/1").on(IN_2024);
    waste.record().getPartOf().clear();
    waste.record().addPartOf(by(null, null, "77"));
    Call.of(given, waste)
        .resource("resource", patient)
        .code("J0202")
        .neverSays("discard-without-administration")
        .statuses("priced", "discard-record");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"Practitioner", DEFINITION + "Practitioner"})
  void aPerformerBills(String type) {
    Practitioner nurse = new Practitioner();
    nurse.setId("n");
    nurse.addIdentifier().setSystem(NPI).setValue("1234567893");
    Administered later = dose("10 mg").performer("x").on("2024-05-02T10:00:00-05:00");
    later.record().getPerformerFirstRep().setActor(by(type, NPI, "1234567893"));
    Call call =
        Call.of(dose("10 mg").performer("Practitioner/n").on(IN_2024), later)
            .resource("resource", nurse)
            .code("J0202")
            .neverSays("provider-unknown");
    assertThat(call.claims()).hasSize(1);
    Call.of(later).code("J0202").neverSays("provider-unknown");
  }

  @Test
  void aPerformerIsKnownByAnAddressThatHasNoType() {
    Practitioner nurse = new Practitioner();
    nurse.setId("n");
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    bundle.addEntry().setFullUrl("https://ehr.example.org/records/77").setResource(nurse);
    bundle
        .addEntry()
        .setResource(
            dose("10 mg").performer("https://ehr.example.org/records/77").on(IN_2024).record());
    Call.body(bundle)
        .query("billingCode", "J0202")
        .query("payer", "medicare")
        .neverSays("provider-unknown");
  }

  @Test
  void aPatientWhoTookItHerselfDoesNotBill() {
    Patient patient = new Patient();
    patient.setId("p1");
    patient.addIdentifier().setSystem("urn:mrn").setValue("7");
    Administered taken = dose("10 mg").performer("x").on(IN_2024);
    taken.record().getPerformerFirstRep().setActor(by(null, "urn:mrn", "7"));
    Call.of(taken).resource("resource", patient).code("J0202").says("provider-unknown");
  }

  @Test
  void aPersonWithThePatientsNumberIsNotThePatient() {
    Patient patient = new Patient();
    patient.setId("p9");
    patient.addIdentifier().setSystem("urn:mrn").setValue("7");
    Person person = new Person();
    person.setId("x");
    person.addIdentifier().setSystem("urn:mrn").setValue("7");
    Call.of(
            dose("5.5 mg").patient("Patient/p9").on(IN_2024),
            dose("5.5 mg").subject(by(null, "urn:mrn", "7")).on(IN_2024))
        .resource("resource", patient)
        .resource("resource", person)
        .code("J0202")
        .lines("J0202 11");
  }

  @Test
  void aPerformerMayBeNamedByASearch() {
    Call.of(dose("10 mg").performer("Practitioner?identifier=" + NPI + "|1234567893").on(IN_2024))
        .code("J0202")
        .neverSays("provider-unknown");
    Call.of(dose("10 mg").performer("Device?identifier=" + NPI + "|7").on(IN_2024))
        .code("J0202")
        .says("provider-unknown");
  }

  @Test
  void aGroupIsNoPatient() {
    Group known = new Group();
    known.setId("g");
    known.addIdentifier().setSystem("urn:x").setValue("1");
    Call.of(dose("10 mg").subject(by(null, "urn:x", "1")).on(IN_2024))
        .resource("resource", known)
        .code("J0202")
        .lines()
        .says("patient-missing");
    for (Reference group :
        new Reference[] {
          by("Group", "urn:x", "1"),
          by(DEFINITION + "Group", "urn:x", "1"),
          new Reference("http://a.example.org/fhir/Group/1")
        }) {
      Call.of(dose("10 mg").subject(group).on(IN_2024))
          .code("J0202")
          .lines()
          .says("patient-missing");
    }
  }
}
