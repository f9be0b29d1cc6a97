package org.priceunits.pricing;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Resource;

/** A store in memory that returns the resources added to it. */
final class MemoryStore implements ResourceStore {
  static final String BASE = "http://here.example.org/fhir";

  private final List<Resource> resources = new ArrayList<>();

  void put(Resource resource) {
    resources.add(resource);
  }

  private <T extends Resource> Stream<T> all(Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast);
  }

  @Override
  public String base() {
    return BASE;
  }

  @Override
  public Optional<Resource> read(String type, String id) {
    return resources.stream()
        .filter(r -> r.fhirType().equals(type) && r.getIdElement().getIdPart().equals(id))
        .findFirst();
  }

  @Override
  public Found<MedicationAdministration> partsOf(String administrationId) {
    return found(
        a ->
            a.getPartOf().stream()
                .anyMatch(
                    p ->
                        ("MedicationAdministration/" + administrationId).equals(p.getReference())));
  }

  @Override
  public Found<MedicationDispense> dispensesOf(String requestReference) {
    List<MedicationDispense> found =
        all(MedicationDispense.class)
            .filter(
                d ->
                    d.getAuthorizingPrescription().stream()
                        .anyMatch(r -> requestReference.equals(r.getReference())))
            .limit(MOST + 1L)
            .toList();
    return new Found<>(found, found.size() <= MOST);
  }

  @Override
  public Found<MedicationAdministration> around(String patientReference, LocalDate day) {
    return found(
        a ->
            patientReference.equals(a.getSubject().getReference())
                && Math.abs(
                        ChronoUnit.DAYS.between(
                            day,
                            LocalDate.parse(
                                a.getEffectiveDateTimeType().getValueAsString().substring(0, 10))))
                    <= 1);
  }

  private Found<MedicationAdministration> found(Predicate<MedicationAdministration> wanted) {
    List<MedicationAdministration> found =
        all(MedicationAdministration.class).filter(wanted).limit(MOST + 1L).toList();
    return new Found<>(found, found.size() <= MOST);
  }

  @Override
  public List<Claim> liveClaims(Collection<Identifier> identifiers) {
    List<String> values = identifiers.stream().map(Identifier::getValue).toList();
    return all(Claim.class)
        .filter(c -> c.getIdentifier().stream().anyMatch(i -> values.contains(i.getValue())))
        .toList();
  }

  @Override
  public List<ChargeItem> liveChargeItems(Collection<Identifier> identifiers) {
    List<String> values = identifiers.stream().map(Identifier::getValue).toList();
    return all(ChargeItem.class)
        .filter(c -> c.getIdentifier().stream().anyMatch(i -> values.contains(i.getValue())))
        .toList();
  }
}
