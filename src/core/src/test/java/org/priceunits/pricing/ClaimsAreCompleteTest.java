package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.waste;

import java.math.BigDecimal;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests the content of a Claim beside its units, and the issues about missing data. */
class ClaimsAreCompleteTest {
  private static final String ICD_9 = "http://hl7.org/fhir/sid/icd-9-cm";
  private static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10-cm";
  private static final String NUCC = "http://nucc.org/provider-taxonomy";
  private static final String IN_2025 = "2025-07-14T10:00:00-04:00";

  private static Encounter encounter(String encounterClass) {
    Encounter encounter = new Encounter();
    encounter.setId("e1");
    encounter.setStatus(Encounter.EncounterStatus.FINISHED);
    encounter.setClass_(
        new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", encounterClass, null));
    encounter.addLocation().setLocation(new Reference("Location/l1"));
    encounter.setServiceProvider(new Reference("Organization/o1"));
    return encounter;
  }

  private static Location location(String placeOfService) {
    Location location = new Location();
    location.setId("l1");
    location.addType(
        new CodeableConcept(new Coding(Canonicals.PLACE_OF_SERVICE, placeOfService, null)));
    return location;
  }

  private static Condition condition(String id, String system, String code) {
    Condition condition = new Condition();
    condition.setId(id);
    condition.setCode(new CodeableConcept(new Coding(system, code, null)));
    condition.setSubject(new Reference("Patient/p1"));
    return condition;
  }

  private static List<String> information(Claim claim) {
    return claim.getSupportingInfo().stream()
        .map(i -> i.getCode().getCodingFirstRep().getCode())
        .toList();
  }

  @Test
  void whatIsNotKnownIsSaid() {
    Claim claim =
        Call.of(dose("12 mg").on(IN_2025))
            .code("J0202")
            .says(
                "provider-unknown",
                "coverage-unknown",
                "diagnosis-missing",
                "place-assumed",
                "facility-bills-drug",
                "administration-not-identified",
                "ndc-unknown",
                "waste-unknown")
            .repeatsNothing()
            .valid()
            .claim();
    assertThat(claim.getStatus()).isEqualTo(Claim.ClaimStatus.DRAFT);
    assertThat(claim.getUse()).isEqualTo(Claim.Use.CLAIM);
    assertThat(claim.getIdentifier()).isEmpty();
    assertThat(claim.getItem().get(0).getUnitPrice().getValue()).isEqualByComparingTo("2440.702");
    assertThat(claim.getTotal().getValue()).isEqualByComparingTo("29288.42");
    assertThat(claim.getItem().get(0).getQuantity().getUnit()).isEqualTo("UN");
  }

  @Test
  void theEncounterGivesProviderFacilityPlaceAndList() {
    Call call =
        Call.of(dose("12 mg").on(IN_2025).context("Encounter/e1").performer("Practitioner/n"))
            .code("J0202")
            .resource("resource", encounter("AMB"))
            .resource("resource", location("11"))
            .neverSays("place-assumed", "provider-unknown", "facility-bills-drug")
            .valid();
    Claim claim = call.claim();
    assertThat(claim.getProvider().getReference()).isEqualTo("Organization/o1");
    assertThat(claim.getFacility().getReference()).isEqualTo("Location/l1");
    assertThat(claim.getItem().get(0).getEncounter().get(0).getReference())
        .isEqualTo("Encounter/e1");
    assertThat(claim.getItem().get(0).getLocationCodeableConcept().getCodingFirstRep().getCode())
        .isEqualTo("11");
  }

  @Test
  void anEncounterThatIsNotHereIsStillNamed() {
    Claim claim =
        Call.of(
                dose("6 mg").id("a1").on(IN_2025).context("Encounter/elsewhere"),
                dose("6 mg").id("a2").on(IN_2025).context("Encounter/elsewhere"))
            .code("J0202")
            .claim();
    assertThat(claim.getItem().get(0).getEncounter()).hasSize(1);
    assertThat(
            Call.of(dose("12 mg").on(IN_2025).context("EpisodeOfCare/x"))
                .code("J0202")
                .claim()
                .getItem()
                .get(0)
                .getEncounter())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"IMP, true", "ACUTE, true", "NONAC, true", "AMB, false"})
  void aStayIsNotBilledByUnit(String encounterClass, boolean warned) {
    Call call =
        Call.of(dose("12 mg").on(IN_2025).context("Encounter/e1"))
            .code("J0202")
            .resource("resource", encounter(encounterClass))
            .lines("J0202 12");
    if (warned) {
      call.says("setting-not-billable");
    } else {
      call.neverSays("setting-not-billable");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "inpatient,, true",
    "community,, true",
    "outpatient,, false",
    "inpatient, AMB, false",
    "outpatient, IMP, true"
  })
  void theCategoryIsTheSettingWhereNoEncounterSays(
      String category, String encounterClass, boolean warned) {
    Administered given = dose("12 mg").on(IN_2025);
    given
        .record()
        .getCategory()
        .addCoding(
            new Coding(
                "http://terminology.hl7.org/CodeSystem/medication-admin-category", category, null));
    Call call = Call.of(encounterClass == null ? given : given.context("Encounter/e1"));
    if (encounterClass != null) {
      call.resource("resource", encounter(encounterClass));
    }
    call.code("J0202").lines("J0202 12");
    if (warned) {
      call.says("setting-not-billable");
    } else {
      call.neverSays("setting-not-billable");
    }
  }

  @ParameterizedTest
  @CsvSource({"2015-12-31, false", "2016-01-01, true"})
  void placeOfServiceNineteenBeganIn2016(String day, boolean valid) {
    Call call =
        Call.of(dose("12 mg").on(day).context("Encounter/e1"))
            .code(valid ? "J0202" : "Q9979")
            .resource("resource", encounter("AMB"))
            .resource("resource", location("19"));
    if (valid) {
      call.lines("J0202 12").says("facility-bills-drug");
    } else {
      call.lines().says("place-of-service-not-valid");
    }
  }

  @Test
  void aFacilitysClaimHasRevenueCodeAndTypeOfBill() {
    Claim claim =
        Call.of(dose("12 mg").on(IN_2025))
            .code("J0202")
            .with("claimType", new CodeType("institutional"))
            .with("typeOfBill", new CodeType("0851"))
            .neverSays("place-assumed", "facility-bills-drug")
            .valid()
            .claim();
    assertThat(claim.getItem().get(0).getRevenue().getCodingFirstRep().getCode()).isEqualTo("0636");
    assertThat(claim.getItem().get(0).hasLocation()).isFalse();
    assertThat(information(claim)).contains("type-of-bill");
    assertThat(claim.getType().getCodingFirstRep().getCode()).isEqualTo("institutional");
  }

  @ParameterizedTest
  @CsvSource({"2015-09-30, 204.12", "2015-10-01, C91.12"})
  void diagnosesAreOfTheCodeSystemOfTheDay(String day, String code) {
    Encounter encounter = encounter("AMB");
    encounter.addDiagnosis().setCondition(new Reference("Condition/second")).setRank(2);
    encounter.addDiagnosis().setCondition(new Reference("Condition/first")).setRank(1);
    Claim claim =
        Call.of(
                dose("10 mg")
                    .on(day)
                    .context("Encounter/e1")
                    .reason(ICD_9, "204.12")
                    .reason("Condition/own"))
            .code("J9010")
            .resource("resource", encounter)
            .resource("resource", condition("own", ICD_10, "C91.12"))
            .resource("resource", condition("first", ICD_10, "Z51.11"))
            .resource("resource", condition("second", ICD_10, "D64.9"))
            .neverSays("diagnosis-missing")
            .valid()
            .claim();
    assertThat(
            claim.getDiagnosis().get(0).getDiagnosisCodeableConcept().getCodingFirstRep().getCode())
        .isEqualTo(code);
    assertThat(claim.getDiagnosis().get(0).getType().get(0).getCodingFirstRep().getCode())
        .isEqualTo("principal");
    assertThat(
            claim.getDiagnosis().stream()
                .skip(1)
                .map(d -> d.getDiagnosisCodeableConcept().getCodingFirstRep().getCode()))
        .isEqualTo(code.equals("204.12") ? List.of() : List.of("Z51.11", "D64.9"));
  }

  @Test
  void lotExpiryAndWasteStandInTheSupportingInformation() {
    Medication medication = new Medication();
    medication.setId("m");
    medication.setCode(new CodeableConcept(new Coding(Canonicals.NDC, "58468-0357-1", null)));
    medication
        .getBatch()
        .setLotNumber("L77")
        .setExpirationDateElement(new DateTimeType("2013-05-31"));
    Claim claim =
        Call.of(
                dose("10 mg").id("a1").vial("30 mg").medication(new Reference("Medication/m")),
                waste("20 mg", "MedicationAdministration/a1"))
            .resource("resource", medication)
            .lines("J9010 1", "J9010 2 JW")
            .valid()
            .claim();
    assertThat(information(claim))
        .containsExactlyInAnyOrder(
            "administration", "discarded-amount", "discard-reason", "lot-number", "expiration");
    assertThat(claim.getItem().get(1).getInformationSequence())
        .map(i -> i.getValue())
        .isEqualTo(
            claim.getItem().get(0).getInformationSequence().stream()
                .map(i -> i.getValue())
                .toList());
    assertThat(claim.getItem())
        .map(i -> i.getDetail().get(0).getQuantity())
        .map(q -> q.getValue().toPlainString() + " " + q.getUnit() + " " + q.getCode())
        .containsExactly("0.333 ML mL", "0.667 ML mL");
  }

  @Test
  void performersMakeTheCareTeamWithTheirSpecialty() {
    PractitionerRole role = new PractitionerRole();
    role.setId("r1");
    role.addSpecialty(new CodeableConcept(new Coding(NUCC, "207RH0003X", null)));
    Claim claim =
        Call.of(
                dose("12 mg")
                    .on(IN_2025)
                    .performer("Patient/p1")
                    .performer("Device/pump")
                    .performer("PractitionerRole/r1"))
            .code("J0202")
            .resource("resource", role)
            .neverSays("provider-unknown")
            .valid()
            .claim();
    assertThat(claim.getProvider().getReference()).isEqualTo("PractitionerRole/r1");
    assertThat(claim.getCareTeam()).hasSize(1);
    assertThat(claim.getCareTeam().get(0).getQualification().getCodingFirstRep().getCode())
        .isEqualTo("207RH0003X");
    Call.of(dose("12 mg").on(IN_2025).performer("Patient/p1"))
        .code("J0202")
        .says("provider-unknown");
  }

  private static Administered given(String day, String performer, String function) {
    Administered given = dose("12 mg").on(day).performer(performer);
    if (function != null) {
      given
          .record()
          .getPerformerFirstRep()
          .setFunction(
              new CodeableConcept(
                  new Coding(
                      "http://terminology.hl7.org/CodeSystem/med-admin-perform-function",
                      function,
                      null)));
    }
    return given;
  }

  /** First function, second performer, provider. */
  @ParameterizedTest
  @CsvSource({
    "verifier, Practitioner/n2, Practitioner/n2",
    "witness, Practitioner/n2, Practitioner/n2",
    "performer, Practitioner/n2, Practitioner/n1",
    ", Practitioner/n2, Practitioner/n1",
    "performer, Organization/o1, Organization/o1",
    "verifier, Device/pump, "
  })
  void whoGaveTheDrugStandsForTheBillingProvider(String function, String second, String provider) {
    Call call =
        Call.of(given("2025-02-03", "Practitioner/n1", function).performer(second)).code("J0202");
    assertThat(call.claim().getProvider().getReference()).isEqualTo(provider);
    if (provider == null) {
      call.says("provider-unknown");
    } else {
      call.neverSays("provider-unknown");
    }
  }

  @Test
  void twoNursesMakeOneClaim() {
    Call two =
        Call.of(
                given("2025-02-03", "Practitioner/n1", null),
                given("2025-02-04", "Practitioner/n2", null))
            .code("J0202");
    assertThat(two.claim().getProvider().getReference()).isEqualTo("Practitioner/n1");
    Call later =
        Call.of(
                given("2025-02-03", "Device/pump", null),
                given("2025-02-04", "Practitioner/n2", null))
            .code("J0202");
    assertThat(later.claim().getProvider().getReference()).isEqualTo("Practitioner/n2");
    Call organizations =
        Call.of(
                given("2025-02-03", "Organization/o1", null),
                given("2025-02-04", "Organization/o2", null))
            .code("J0202");
    assertThat(organizations.claims()).hasSize(2);
  }

  /** A claim has the roles of its form, and those of the day alone. */
  @ParameterizedTest
  @CsvSource({
    "professional, PPRF, 2025-01-01, , rendering",
    "professional, REF, 2025-01-01, , referring",
    "professional, ATND, 2025-01-01, , ",
    "institutional, ATND, 2025-01-01, , attending",
    "institutional, ATND, , 2025-12-31, attending",
    "institutional, REF, , , referring",
    "institutional, PPRF, , , ",
    "institutional, ATND, 2025-12-01, , ",
    "institutional, ATND, 2024-12-01, 2025-01-01, ",
    "institutional, CON, , , ",
  })
  void theVisitNamesWhoIsResponsible(
      String type, String participation, String from, String to, String role) {
    Encounter encounter = new Encounter();
    encounter.setId("e1");
    Encounter.EncounterParticipantComponent participant =
        encounter.addParticipant().setIndividual(new Reference("Practitioner/d1"));
    participant
        .addType()
        .addCoding()
        .setSystem("http://terminology.hl7.org/CodeSystem/v3-ParticipationType")
        .setCode(participation);
    participant.getPeriod().getStartElement().setValueAsString(from);
    participant.getPeriod().getEndElement().setValueAsString(to);
    Claim claim =
        Call.of(dose("12 mg").on(IN_2025).context("Encounter/e1"))
            .code("J0202")
            .with("claimType", new CodeType(type))
            .with("provider", new Reference("Organization/o1"))
            .resource("resource", encounter)
            .claim();

    assertThat(claim.getCareTeam())
        .extracting(m -> m.getRole().getCodingFirstRep().getCode())
        .isEqualTo(role == null ? List.of() : List.of(role));
    assertThat(claim.getItemFirstRep().getCareTeamSequence()).hasSize(role == null ? 0 : 1);
  }

  @Test
  void anItemNamesThoseWhoGaveItsDrug() {
    Claim claim =
        Call.of(
                dose("12 mg").on("2025-02-03").performer("Practitioner/n1"),
                dose("12 mg").on("2025-02-04").performer("Practitioner/n2"))
            .code("J0202")
            .with("provider", new Reference("Organization/o1"))
            .claim();
    assertThat(claim.getCareTeam()).hasSize(2);
    assertThat(claim.getItem())
        .extracting(
            item -> item.getCareTeamSequence().stream().map(PositiveIntType::getValue).toList())
        .containsExactly(List.of(1), List.of(2));
  }

  @Test
  void coverageAndProviderAreTheCallers() {
    Coverage coverage = new Coverage();
    coverage.setId("c1");
    coverage.setBeneficiary(new Reference("Patient/p1"));
    Claim claim =
        Call.of(dose("12 mg").on(IN_2025))
            .code("J0202")
            .with("coverage", new Reference("Coverage/c1"))
            .with("provider", new Reference("Organization/mine"))
            .resource("resource", coverage)
            .neverSays("coverage-unknown", "provider-unknown", "patient-mismatch")
            .claim();
    assertThat(claim.getInsuranceFirstRep().getCoverage().getReference()).isEqualTo("Coverage/c1");
    assertThat(claim.getProvider().getReference()).isEqualTo("Organization/mine");
    coverage.setBeneficiary(new Reference("Patient/p2"));
    Call.of(dose("12 mg").on(IN_2025))
        .code("J0202")
        .with("coverage", new Reference("Coverage/c1"))
        .resource("resource", coverage)
        .lines()
        .says("patient-mismatch");
  }

  @Test
  void oneClaimForEachPatientAndFacility() {
    Call.of(
            dose("12 mg").id("a1").on(IN_2025),
            dose("12 mg").id("a2").on(IN_2025).patient("Patient/p2"))
        .code("J0202")
        .lines("J0202 12", "J0202 12");
  }

  @Test
  void aClaimAboveTheLimitIsSplitByDays() {
    Call call =
        Call.of(
                dose("12 mg").id("a1").identifier("1").on("2025-07-14"),
                dose("12 mg").id("a2").identifier("2").on("2025-07-15"),
                dose("12 mg").id("a3").identifier("3").on("2025-07-16"),
                dose("12 mg").id("a4").identifier("4").on("2025-07-17"))
            .code("J0202")
            .says("claim-split")
            .valid();
    assertThat(call.text("claim-split")).contains("76, 59 or none", "none is set", "Ask yours");
    assertThat(call.claims()).map(c -> c.getItem().size()).containsExactly(3, 1);
    assertThat(call.claims().get(1).getSupportingInfo())
        .map(Claim.SupportingInformationComponent::getValue)
        .filteredOn(StringType.class::isInstance)
        .map(v -> v.primitiveValue())
        .containsExactly("Claim 2 of 2");
    Call.of(dose("60 mg").id("a1").on("2025-07-14"))
        .code("J0202")
        .says("line-exceeds-claim-limit")
        .neverSays("claim-split");
  }

  @Test
  void aLiveClaimOfTheAdministrationIsNoticed() {
    Administered given = dose("12 mg").id("a1").identifier("adm-1").on(IN_2025);
    Claim first = Call.of(given).code("J0202").neverSays("administration-not-identified").claim();
    first.setId("Claim/1");
    assertThat(first.getIdentifier()).hasSize(1);
    Call.of(given)
        .code("J0202")
        .stored(first)
        .says("already-billed")
        .at("already-billed", "Parameters.parameter[0].resource");
  }

  /** New York's 12 March 2026 is from 04:00Z to 04:00Z. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-12T03:59:00Z, false",
    "2026-03-12T04:00:00Z, true",
    "2026-03-13T02:00:00Z, true",
    "2026-03-13T04:00:00Z, false",
    "2026-03-12T23:00:00-07:00, false",
    "2026-03-12, true",
    "2026-03-13, false"
  })
  void theDayOfAStoredDoseIsThatOfTheSite(String at, boolean noticed) {
    Call call =
        Call.body(null)
            .query("timeZone", "America/New_York")
            .instance(dose("12 mg").id("s1").on("2026-03-12T10:00:00-04:00").ndc("58468020001"))
            .stored(dose("12 mg").id("s2").on(at).ndc("58468020001").record());
    if (noticed) {
      call.says("more-administrations-that-day");
    } else {
      call.neverSays("more-administrations-that-day");
    }
  }

  @Test
  void otherStoredDosesOfTheDayAreNoticed() {
    Administered other = dose("12 mg").id("s2").on(IN_2025).ndc("58468020001");
    Call.body(null)
        .instance(dose("12 mg").id("s1").on(IN_2025).ndc("58468020001"))
        .stored(other.record())
        .says("more-administrations-that-day");
    Call.body(null)
        .query("billingCode", "J0202")
        .instance(
            dose("12 mg")
                .id("s1")
                .on(IN_2025)
                .subject(
                    new Reference()
                        .setIdentifier(dose("").identifier("x").record().getIdentifier().get(0))))
        .lines("J0202 12");
  }

  @Test
  void theTransactionHoldsClaimsAndTheirProvenance() {
    Call call =
        Call.of(
                dose("12 mg").id("a1").identifier("1").on(IN_2025),
                dose("12 mg").id("a2").on(IN_2025).patient("Patient/p2"))
            .code("J0202")
            .with("asTransaction", new BooleanType(true))
            .valid();
    Bundle bundle =
        (Bundle)
            call.answer().getParameter().stream()
                .filter(p -> p.getName().equals("transaction"))
                .findFirst()
                .orElseThrow()
                .getResource();
    assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.TRANSACTION);
    assertThat(bundle.getEntry())
        .map(e -> e.getRequest().getMethod().toCode())
        .containsExactly("PUT", "POST", "POST");
    assertThat(bundle.getEntry().get(0).getRequest().getUrl()).startsWith("Claim?identifier=");
    Resource last = bundle.getEntry().get(2).getResource();
    assertThat(((Provenance) last).getTarget()).hasSize(2);
    Call.of(dose("")).with("asTransaction", new BooleanType(true)).lines();
  }

  @Test
  void severalNdcsOfADayGiveALineEachThatSumToTheContainers() {
    Call call =
        Call.of(
                dose("20 mg")
                    .on("2025-07-14")
                    .container("5 mg", 1, "single-dose", ndc("58468-0357-1"))
                    .container("25 mg", 1, "single-dose", ndc("58468-0357-3")))
            .with("billingCode", new CodeType("J0202"));
    int units =
        call.claim().getItem().stream().mapToInt(i -> i.getQuantity().getValue().intValue()).sum();
    assertThat(units).isEqualTo(30);
    assertThat(call.claim().getItem())
        .map(i -> i.getDetail().get(0).getQuantity())
        .allSatisfy(q -> assertThat(q.getValue()).isPositive());
    assertThat(
            call.claim().getItem().stream()
                .map(i -> i.getDetail().get(0).getQuantity().getValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("1");
  }

  private static Extension ndc(String code) {
    return new Extension("ndc", new CodeType(code));
  }
}
