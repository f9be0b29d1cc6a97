package org.priceunits.cli;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration.ServiceDay;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.GivenResources;
import org.priceunits.pricing.read.ClaimPatient;
import org.priceunits.pricing.read.References;
import org.priceunits.pricing.read.ServiceDayReader;
import org.priceunits.x12.ClaimGroup;

/** The administrations of some documents, and which of them a claim bills. */
final class GivenRecords {
  private final List<MedicationAdministration> administrations = new ArrayList<>();
  private final List<Resource> others = new ArrayList<>();
  private final GivenResources resources = new GivenResources();
  private final @Nullable ZoneId zone;

  /**
   * @param zone of the site, whose day a record is of; null for the record's own offset
   */
  GivenRecords(@Nullable ZoneId zone) {
    this.zone = zone;
  }

  void add(Resource document) {
    if (document instanceof Bundle bundle) {
      bundle.getEntry().stream()
          .filter(Bundle.BundleEntryComponent::hasResource)
          .forEach(e -> one(e.getResource()));
      resources.add(bundle);
    } else if (document instanceof Parameters parameters) {
      parameters.getParameter().stream()
          .filter(ParametersParameterComponent::hasResource)
          .forEach(p -> add(p.getResource()));
    } else {
      one(document);
      resources.add(document);
    }
  }

  private void one(Resource resource) {
    if (resource instanceof MedicationAdministration administration) {
      administrations.add(administration);
    } else {
      others.add(resource);
    }
  }

  boolean isEmpty() {
    return administrations.isEmpty();
  }

  /** Returns the Claims of a document. */
  static List<Claim> claims(Resource document) {
    Stream<Resource> all =
        document instanceof Bundle bundle
            ? bundle.getEntry().stream().map(Bundle.BundleEntryComponent::getResource)
            : document instanceof Parameters parameters
                ? parameters.getParameter().stream().map(ParametersParameterComponent::getResource)
                : Stream.of(document);
    return all.filter(Claim.class::isInstance).map(Claim.class::cast).toList();
  }

  /**
   * Returns a call with what was given to the claim's patient on its days, and with the drug that
   * was discarded from it, on whatever day that was recorded; nothing if the records are of several
   * patients, and none says which of them the claim names.
   */
  Parameters of(Claim claim) {
    References references = resources.references(new EmptyStore());
    Set<String> patients = isUncertain(claim) ? Set.of() : patient(claim, references).keys();
    Predicate<MedicationAdministration> ofVisit =
        a -> patients.contains(references.key(a, a.getSubject())) && isOnADay(claim, a);
    DiscardsOfDoses discards = new DiscardsOfDoses(administrations, references, ofVisit);
    Parameters call = new Parameters();
    administrations.stream()
        .filter(discards::isTaken)
        .forEach(a -> call.addParameter().setName("administration").setResource(a));
    others.forEach(r -> call.addParameter().setName("resource").setResource(r));
    return call;
  }

  private ClaimPatient patient(Claim claim, References references) {
    return ClaimPatient.of(claim, administrations, references);
  }

  /** Returns true if the claim may be of several patients, none of whom is told by name. */
  boolean isUncertain(Claim claim) {
    ClaimPatient patient = patient(claim, resources.references(new EmptyStore()));
    return !patient.compared() && patient.keys().size() > 1;
  }

  private boolean isOnADay(Claim claim, MedicationAdministration administration) {
    Optional<LocalDate> day = ServiceDayReader.read(administration, zone).map(ServiceDay::date);
    List<LocalDate> days = ClaimGroup.days(claim);
    return day.isEmpty()
        || days.isEmpty()
        || !day.get().isBefore(days.get(0)) && !day.get().isAfter(days.get(days.size() - 1));
  }

  /** Returns the number of a claim, to tell it from others. */
  static String number(Claim claim) {
    return claim.getIdentifier().stream()
        .filter(Identifier::hasValue)
        .map(Identifier::getValue)
        .findFirst()
        .orElse("without number");
  }

  static String patient(Claim claim) {
    return Stream.of(claim.getPatient().getDisplay(), claim.getPatient().getReference())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("a patient without name");
  }
}
