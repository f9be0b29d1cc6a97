package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.FhirValues;
import org.priceunits.pricing.read.AdministrationReading;
import org.priceunits.pricing.read.Performers;
import org.priceunits.pricing.read.WasteRecord;
import org.priceunits.pricing.write.CareTeamRole;
import org.priceunits.pricing.write.ClaimSource;
import org.priceunits.pricing.write.ClaimSource.Qualified;
import org.priceunits.pricing.write.ClaimSource.Responsible;

/**
 * Collects what the records of a priced administration contribute to its claim: diagnoses,
 * performers, lot.
 */
final class ClaimSources {
  private static final String ICD_9 = "http://hl7.org/fhir/sid/icd-9-cm";
  private static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10-cm";

  /** ICD-10-CM replaced ICD-9-CM for services from this day (45 CFR 162.1002). */
  private static final LocalDate ICD_10_FROM = LocalDate.of(2015, 10, 1);

  private final CallReferences references;
  private final String payer;

  /**
   * @param payer the payer whom the administrations are billed to
   */
  ClaimSources(CallReferences references, String payer) {
    this.references = references;
    this.payer = payer;
  }

  ClaimSource of(
      GivenAdministration given, AdministrationReading.Read read, List<WasteRecord> waste) {
    LocalDate day = read.administration().day().date();
    MedicationAdministration resource = given.resource();
    Encounter encounter = read.encounter();
    return new ClaimSource(
        given.reference(),
        PricedIdentity.of(given, payer).orElse(null),
        references.carried(resource, resource.getSubject()),
        encounter(resource, encounter),
        encounter == null || !encounter.hasServiceProvider()
            ? null
            : references.carried(encounter, encounter.getServiceProvider()),
        encounter == null || read.facility() == null
            ? null
            : references.carried(encounter, read.facility()),
        read.medications(),
        waste.stream().map(WasteRecord::resource).toList(),
        diagnoses(resource, encounter, day),
        qualifications(resource),
        encounter == null ? List.of() : responsible(encounter, day));
  }

  /**
   * Returns the Encounter reference, even if the Encounter is not available; an EpisodeOfCare does
   * not count.
   */
  private @Nullable Reference encounter(
      MedicationAdministration resource, @Nullable Encounter encounter) {
    Reference context = resource.getContext();
    boolean named =
        encounter != null
            || "Encounter".equals(context.getReferenceElement().getResourceType())
            || "Encounter".equals(context.getType());
    return resource.hasContext() && named && !references.isWithdrawn(resource, context)
        ? references.carried(resource, context)
        : null;
  }

  private List<Coding> diagnoses(
      MedicationAdministration resource, @Nullable Encounter encounter, LocalDate day) {
    String system = day.isBefore(ICD_10_FROM) ? ICD_9 : ICD_10;
    Set<String> seen = new LinkedHashSet<>();
    List<Coding> found = new ArrayList<>();
    Stream<CodeableConcept> own =
        Stream.concat(
            resource.getReasonCode().stream(),
            resource.getReasonReference().stream().flatMap(r -> condition(resource, r).stream()));
    Stream<CodeableConcept> ofEncounter =
        encounter == null
            ? Stream.empty()
            : encounter.getDiagnosis().stream()
                .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
                .flatMap(d -> condition(encounter, d.getCondition()).stream());
    Stream.concat(own, ofEncounter)
        .flatMap(c -> c.getCoding().stream())
        .filter(c -> system.equals(c.getSystem()) && c.hasCode() && seen.add(c.getCode()))
        .forEach(found::add);
    return found;
  }

  private static int rank(Encounter.DiagnosisComponent diagnosis) {
    return diagnosis.hasRank() ? diagnosis.getRank() : Integer.MAX_VALUE;
  }

  private Optional<CodeableConcept> condition(DomainResource from, Reference reference) {
    return references.resolve(from, reference, Condition.class).map(Condition::getCode);
  }

  private List<Qualified> qualifications(MedicationAdministration resource) {
    List<Qualified> performers = new ArrayList<>();
    for (Reference actor : Performers.billing(resource, references)) {
      Coding specialty =
          references
              .resolve(resource, actor, PractitionerRole.class)
              .flatMap(
                  role ->
                      role.getSpecialty().stream().flatMap(c -> c.getCoding().stream()).findFirst())
              .orElse(null);
      performers.add(
          new Qualified(
              references.key(resource, actor),
              references.carried(resource, actor),
              specialty,
              Performers.gave(resource, actor),
              Performers.isOrganization(resource, actor, references)));
    }
    return performers;
  }

  /** Returns the practitioners whom the Encounter names for the day, in roles that a claim has. */
  private List<Responsible> responsible(Encounter encounter, LocalDate day) {
    List<Responsible> people = new ArrayList<>();
    for (Encounter.EncounterParticipantComponent participant : encounter.getParticipant()) {
      Reference person = participant.getIndividual();
      if (isOn(participant.getPeriod(), day) && Performers.bills(encounter, person, references)) {
        participant.getType().stream()
            .flatMap(type -> CareTeamRole.of(type).stream())
            .distinct()
            .forEach(
                role ->
                    people.add(
                        new Responsible(
                            references.key(encounter, person),
                            references.carried(encounter, person),
                            role)));
      }
    }
    return people;
  }

  /** Returns true if a day is within a period, as far as its ends are days. */
  static boolean isOn(Period period, LocalDate day) {
    return FhirValues.day(period.getStartElement()).filter(day::isBefore).isEmpty()
        && FhirValues.day(period.getEndElement()).filter(day::isAfter).isEmpty();
  }
}
