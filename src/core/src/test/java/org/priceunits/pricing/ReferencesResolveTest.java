package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.priceunits.fhir.Canonicals;

/**
 * Tests that references resolve in the documented order, and that a Claim has no dangling
 * references.
 */
class ReferencesResolveTest {
  private static final String IN_2024 = "2024-05-01T10:00:00-05:00";
  private static final String EHR = "http://ehr.example.org/fhir";
  private static final String URN = "urn:uuid:0b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a01";

  private static Medication campath(String id, String milligramsPerMl) {
    Medication medication = new Medication();
    medication.setId(id);
    medication.setCode(new CodeableConcept(new Coding(Canonicals.NDC, "58468-0357-1", null)));
    medication
        .addIngredient()
        .setItem(new CodeableConcept().setText("alemtuzumab"))
        .setStrength(
            new Ratio()
                .setNumerator(quantity(milligramsPerMl + " mg"))
                .setDenominator(quantity("1 mL")));
    return medication;
  }

  @Test
  void containedGoesBeforeParameterAndParameterBeforeStore() {
    Call.of(dose("1 mL").contained(campath("m", "30")).medication(new Reference("#m")))
        .resource("resource", campath("m", "10"))
        .lines("J9010 3");
    Call.of(dose("1 mL").medication(new Reference("Medication/m")))
        .resource("resource", campath("m", "20"))
        .stored(campath("m", "10"))
        .lines("J9010 2");
    Call.of(dose("1 mL").medication(new Reference("Medication/m/_history/2")))
        .stored(campath("m", "10"))
        .lines("J9010 1");
  }

  @Test
  void aBundleEntryIsFoundByItsAddress() {
    for (String url : List.of(URN, EHR + "/Medication/m7")) {
      Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
      Medication medication = campath("m", "30");
      medication.setId((String) null);
      bundle.addEntry().setFullUrl(url).setResource(medication);
      String reference = url.equals(URN) ? URN : "Medication/m7";
      bundle.addEntry().setResource(dose("1 mL").medication(new Reference(reference)).record());
      Call.body(bundle).query("payer", "medicare").lines("J9010 3");
    }
  }

  @Test
  void aMedicationThatIsNotHereNeedsACode() {
    Call.of(dose("10 mg").medication(new Reference("Medication/nowhere")))
        .lines()
        .says("reference-not-found")
        .at("reference-not-found", "Parameters.parameter[0].resource.medication");
    Call.of(dose("10 mg").medication(new Reference("#nowhere")))
        .lines()
        .says("reference-not-found");
    Call.of(dose("10 mg").medication(new Reference("Medication/nowhere")))
        .code("J9010")
        .lines("J9010 1");
  }

  @Test
  void twoContainedPatientsOfOneNameAreTwoPatients() {
    Call.of(
            dose("5 mg").patient("#p").contained(new Patient().setId("p")),
            dose("5 mg").patient("#p").contained(new Patient().setId("p")))
        .code("J9010")
        .lines("J9010 1", "J9010 1");
    Patient known = new Patient();
    known.setId("p");
    known.addIdentifier().setSystem("urn:mrn").setValue("7");
    Call.of(
            dose("5 mg").patient("#p").contained(known),
            dose("5 mg").patient("#p").contained(known.copy()))
        .code("J9010")
        .lines("J9010 1");
  }

  @Test
  void patientsOfTwoServersAreTwoPatients() {
    Call.of(
            dose("5 mg").patient("http://a.example.org/fhir/Patient/1"),
            dose("5 mg").patient("http://b.example.org/fhir/Patient/1"))
        .code("J9010")
        .lines("J9010 1", "J9010 1");
  }

  @Test
  void aPatientMayBeNamedByIdentifierOnly() {
    Reference logical =
        new Reference().setIdentifier(new Identifier().setSystem("urn:mrn").setValue("7"));
    Claim claim =
        Call.of(dose("5 mg").subject(logical), dose("5 mg").subject(logical.copy()))
            .code("J9010")
            .lines("J9010 1")
            .valid()
            .claim();
    assertThat(claim.getPatient().getIdentifier().getValue()).isEqualTo("7");
  }

  @Test
  void withoutAPatientNothingIsBilled() {
    for (Reference subject :
        List.of(
            new Reference(),
            new Reference().setDisplay("Jane"),
            new Reference("Group/g"),
            new Reference("#x"))) {
      Call.of(dose("5 mg").subject(subject)).code("J9010").lines().says("patient-missing");
    }
  }

  @Test
  void aClaimNamesContainedResourcesWithoutPointingIntoTheRecord() {
    Patient patient = new Patient();
    patient.setId("p");
    patient.addIdentifier().setSystem("urn:mrn").setValue("7");
    Practitioner nurse = new Practitioner();
    nurse.setId("n");
    nurse.addIdentifier().setSystem("http://hl7.org/fhir/sid/us-npi").setValue("1234567893");
    Encounter encounter = new Encounter();
    encounter.setId("e");
    encounter.setStatus(Encounter.EncounterStatus.FINISHED);
    encounter.addLocation().setLocation(new Reference("Location/l1"));
    Claim claim =
        Call.of(
                dose("5 mg")
                    .patient("#p")
                    .contained(patient)
                    .performer("#n")
                    .contained(nurse)
                    .context("#e")
                    .contained(encounter))
            .code("J9010")
            .lines("J9010 1")
            .valid()
            .claim();
    assertThat(claim.getPatient().getReference()).isNull();
    assertThat(claim.getPatient().getType()).isEqualTo("Patient");
    assertThat(claim.getPatient().getIdentifier().getValue()).isEqualTo("7");
    assertThat(claim.getProvider().getIdentifier().getValue()).isEqualTo("1234567893");
    assertThat(claim.getFacility().getReference()).isEqualTo("Location/l1");
    assertThat(claim.getItem().get(0).getEncounter().get(0).getReference()).isNull();
  }

  @Test
  void aPatientOfABundleIsNamedByItsId() {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    bundle.addEntry().setFullUrl(URN).setResource(new Patient().setId("p9"));
    bundle.addEntry().setResource(dose("5 mg").patient(URN).on(IN_2024).record());
    bundle.addEntry().setResource(dose("5 mg").patient("Patient/p9").on(IN_2024).record());
    Call call = Call.body(bundle).query("billingCode", "J0202").lines("J0202 10");
    assertThat(call.claim().getPatient().getReference()).isEqualTo("Patient/p9");
  }

  /** As parsed by a server: the parser gives a resource without an id the urn of its entry. */
  @Test
  void whatCameWithoutAnIdIsNamedByItsIdentifierOrItsEntry() {
    Call call =
        Call.body(
                parsed(
                    """
                    {"resourceType": "Bundle", "type": "transaction", "entry": [
                      {"fullUrl": "urn:uuid:0b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a01",
                       "resource": {"resourceType": "Patient", "identifier": [{"system": "urn:mrn", "value": "7"}]}},
                      {"fullUrl": "urn:uuid:0b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a02",
                       "resource": {"resourceType": "Encounter", "status": "finished", "class": {"code": "AMB"}}},
                      {"fullUrl": "urn:uuid:0b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a03",
                       "resource": {"resourceType": "MedicationAdministration", "status": "completed",
                         "subject": {"reference": "urn:uuid:0b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a01"},
                         "context": {"reference": "urn:uuid:0b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a02"},
                         "medicationCodeableConcept": {"text": "alemtuzumab"}, "effectiveDateTime": "2024-05-01",
                         "dosage": {"dose": {"value": 5, "system": "http://unitsofmeasure.org", "code": "mg"}}}}]}
                    """))
            .query("billingCode", "J0202")
            .query("payer", "medicare")
            .lines("J0202 5");
    Claim claim = call.claim();
    assertThat(claim.getPatient().getReference()).isNull();
    assertThat(claim.getPatient().getType()).isEqualTo("Patient");
    assertThat(claim.getPatient().getIdentifier().getValue()).isEqualTo("7");
    assertThat(claim.getItemFirstRep().getEncounterFirstRep().getReference())
        .isEqualTo("urn:uuid:0b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a02");
    call.valid();
  }

  private static Bundle parsed(String json) {
    return FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class, json);
  }

  @Test
  void whatTwoServersCallTheSameStaysTwo() {
    for (String other : List.of("http://b.example.org/fhir", MemoryStore.BASE)) {
      for (String subject : List.of("Patient/1", "%s/Patient/1")) {
        Call call =
            Call.body(ofServers(subject, "http://a.example.org/fhir", other))
                .query("billingCode", "J0202")
                .query("payer", "medicare")
                .lines("J0202 6", "J0202 6")
                .statuses("priced", "priced");
        assertThat(call.claims().get(0).getPatient().getReference())
            .isEqualTo("http://a.example.org/fhir/Patient/1");
      }
    }
  }

  @Test
  void oneEntryThatIsThereTwiceIsPricedOnceAlsoBesideThoseOfAnotherServer() {
    Bundle bundle =
        ofServers("Patient/1", "http://a.example.org/fhir", "http://b.example.org/fhir");
    bundle.addEntry(bundle.getEntry().get(1).copy());
    Call.body(bundle)
        .query("billingCode", "J0202")
        .query("payer", "medicare")
        .lines("J0202 6", "J0202 6")
        .says("duplicate-administration");
  }

  @Test
  void whatAnotherServersEntryRefersToIsNotLookedUpHere() {
    Bundle bundle =
        ofServers("Patient/1", "http://a.example.org/fhir", "http://b.example.org/fhir");
    bundle
        .getEntry()
        .forEach(
            entry -> {
              if (entry.getResource() instanceof MedicationAdministration administration) {
                administration.setMedication(new Reference("Medication/m"));
                administration.getDosage().setDose(quantity("1 mL"));
              }
            });
    Call.body(bundle)
        .query("billingCode", "J9010")
        .query("payer", "medicare")
        .stored(campath("m", "30"))
        .lines();
  }

  @Test
  void fromOutsideTheEntriesTypeAndIdAreEnough() {
    Bundle bundle =
        ofServers("Patient/1", "http://a.example.org/fhir", "http://b.example.org/fhir");
    Coverage coverage = new Coverage();
    coverage.setId("c1");
    bundle.addEntry().setFullUrl("http://a.example.org/fhir/Coverage/c1").setResource(coverage);
    Call.body(bundle)
        .query("billingCode", "J0202")
        .query("coverage", "Coverage/c1")
        .neverSays("reference-not-found");
  }

  @Test
  void aConditionalReferenceIsTakenAsItIsWritten() {
    Call.of(
            dose("5.5 mg").patient("Patient?identifier=http://a.example.org/ids/mrn|7").on(IN_2024),
            dose("5.5 mg").patient("Patient?identifier=http://b.example.org/ids/mrn|7").on(IN_2024))
        .code("J0202")
        .lines("J0202 6", "J0202 6");
  }

  @Test
  void anEntryWhoseAddressHasNoTypeIsFoundByTypeAndId() {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    bundle
        .addEntry()
        .setFullUrl("https://ehr.example.org/records/77")
        .setResource(campath("m", "30"));
    bundle.addEntry().setResource(dose("1 mL").medication(new Reference("Medication/m")).record());
    Call.body(bundle).query("payer", "medicare").lines("J9010 3");
  }

  @Test
  void onePatientOfOneServerIsOneHoweverItIsWritten() {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    bundle.addEntry().setFullUrl(EHR + "/Patient/1").setResource(new Patient().setId("1"));
    for (String subject : List.of("Patient/1", EHR + "/Patient/1")) {
      bundle.addEntry().setResource(dose("5.5 mg").patient(subject).on(IN_2024).record());
    }
    Call.body(bundle).query("billingCode", "J0202").query("payer", "medicare").lines("J0202 11");
    Call.of(
            dose("5.5 mg").patient("Patient/1").on(IN_2024),
            dose("5.5 mg").patient(MemoryStore.BASE + "/Patient/1").on(IN_2024))
        .code("J0202")
        .lines("J0202 11");
  }

  /**
   * The only other server of the call has an administration that refers to a drug which is not
   * sent.
   */
  @Test
  void whatTheOnlyOtherServersEntryRefersToIsNotLookedUpHereEither() {
    for (String reference : List.of("Medication/m", EHR + "/Medication/m")) {
      Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
      bundle
          .addEntry()
          .setFullUrl(EHR + "/MedicationAdministration/1")
          .setResource(dose("1 mL").id("1").medication(new Reference(reference)).record());
      Call.body(bundle)
          .query("payer", "medicare")
          .stored(campath("m", "30"))
          .lines()
          .says("reference-not-found");
    }
    Bundle own = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    own.addEntry()
        .setFullUrl(MemoryStore.BASE + "/MedicationAdministration/1")
        .setResource(dose("1 mL").id("1").medication(new Reference("Medication/m")).record());
    Call.body(own).query("payer", "medicare").stored(campath("m", "30")).lines("J9010 3");
  }

  @Test
  void aStoredAdministrationIsNotOfAnotherServersPatient() {
    Coverage coverage = new Coverage();
    coverage.setId("c");
    coverage.setBeneficiary(new Reference("Patient/1"));
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    bundle.addEntry().setFullUrl(EHR + "/Coverage/c").setResource(coverage);
    Call.body(new Parameters())
        .with("coverage", new Reference("Coverage/c"))
        .with("payer", new CodeType("medicare"))
        .resource("resource", bundle)
        .code("J0202")
        .instance(dose("10 mg").id("1").patient("Patient/1").on(IN_2024))
        .lines()
        .says("patient-mismatch");
    Call.body(new Parameters())
        .with("administrationReference", new Reference("MedicationAdministration/1"))
        .with("administrationReference", new Reference("MedicationAdministration/2"))
        .with("payer", new CodeType("medicare"))
        .resource("resource", bundle)
        .code("J0202")
        .stored(
            dose("5.5 mg").id("1").patient("Patient/1").on(IN_2024).record(),
            dose("5.5 mg").id("2").patient(MemoryStore.BASE + "/Patient/1").on(IN_2024).record())
        .lines("J0202 11");
  }

  @Test
  void whatIsContainedIsOfItsContainersServer() {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    for (String base : List.of(MemoryStore.BASE, EHR)) {
      Location location = new Location();
      location.setId("1");
      location.addType(
          new CodeableConcept(
              new Coding(Canonicals.PLACE_OF_SERVICE, base.equals(EHR) ? "11" : "24", null)));
      bundle.addEntry().setFullUrl(base + "/Location/1").setResource(location);
    }
    Encounter encounter = new Encounter();
    encounter.setId("e");
    encounter.addLocation().setLocation(new Reference("Location/1"));
    bundle
        .addEntry()
        .setFullUrl(EHR + "/MedicationAdministration/8")
        .setResource(dose("10 mg").id("8").context("#e").contained(encounter).on(IN_2024).record());
    Claim claim =
        Call.body(bundle).query("billingCode", "J0202").query("payer", "medicare").claim();
    assertThat(claim.getItemFirstRep().getLocationCodeableConcept().getCodingFirstRep().getCode())
        .isEqualTo("11");

    Location beside = new Location();
    beside.setId("l");
    beside.addType(new CodeableConcept(new Coding(Canonicals.PLACE_OF_SERVICE, "24", null)));
    Encounter visit = new Encounter();
    visit.setId("e");
    visit.addLocation().setLocation(new Reference("#l"));
    claim =
        Call.of(dose("10 mg").context("#e").contained(visit).contained(beside).on(IN_2024))
            .code("J0202")
            .claim();
    assertThat(claim.getItemFirstRep().getLocationCodeableConcept().getCodingFirstRep().getCode())
        .isEqualTo("24");
  }

  @Test
  void aPatientOfATransactionIsNotTheServersPatientOfTheSameId() {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    bundle.addEntry().setFullUrl(URN).setResource(new Patient().setId("1"));
    bundle.addEntry().setFullUrl(EHR + "/Patient/1").setResource(new Patient().setId("1"));
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:0b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a02")
        .setResource(dose("5.5 mg").patient(URN).on(IN_2024).record());
    bundle
        .addEntry()
        .setFullUrl(EHR + "/MedicationAdministration/8")
        .setResource(dose("5.5 mg").id("8").patient("Patient/1").on(IN_2024).record());
    Call.body(bundle)
        .query("billingCode", "J0202")
        .query("payer", "medicare")
        .lines("J0202 6", "J0202 6");
  }

  /** Each server has a patient and an administration with the same ids. */
  private static Bundle ofServers(String subject, String... bases) {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    for (String base : bases) {
      bundle.addEntry().setFullUrl(base + "/Patient/1").setResource(new Patient().setId("1"));
      bundle
          .addEntry()
          .setFullUrl(base + "/MedicationAdministration/1")
          .setResource(
              dose("5.5 mg").id("1").patient(subject.formatted(base)).on(IN_2024).record());
    }
    return bundle;
  }

  @Test
  void theCallDoesNotChangeWhatItWasGiven() {
    Administered given = dose("10 mg").vial("30 mg");
    Medication medication = campath("m", "30");
    given.medication(new Reference("Medication/m"));
    var before = given.record().copy();
    var medicationBefore = medication.copy();
    Call.of(given).resource("resource", medication).lines("J9010 1", "J9010 2 JW");
    assertThat(given.record().equalsDeep(before)).isTrue();
    assertThat(medication.equalsDeep(medicationBefore)).isTrue();
  }
}
