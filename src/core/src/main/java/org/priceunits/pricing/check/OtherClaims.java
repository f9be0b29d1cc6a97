package org.priceunits.pricing.check;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.ResourceStore;

/**
 * The store without the claim under check, so that its own administrations are not reported as
 * billed twice.
 */
record OtherClaims(ResourceStore store, Claim checked) implements ResourceStore {
  @Override
  public @Nullable String base() {
    return store.base();
  }

  @Override
  public Optional<Resource> read(String type, String id) {
    return store.read(type, id);
  }

  @Override
  public Found<MedicationAdministration> partsOf(String administrationId) {
    return store.partsOf(administrationId);
  }

  @Override
  public Found<MedicationDispense> dispensesOf(String requestReference) {
    return store.dispensesOf(requestReference);
  }

  @Override
  public Found<MedicationAdministration> ofPatient(String patientReference, LocalDate day) {
    return store.ofPatient(patientReference, day);
  }

  @Override
  public List<Claim> liveClaims(Collection<Identifier> identifiers) {
    return store.liveClaims(identifiers).stream().filter(c -> !isChecked(c)).toList();
  }

  /** The charge items that led to the claim under check bill the same administrations. */
  @Override
  public List<ChargeItem> liveChargeItems(Collection<Identifier> identifiers) {
    return List.of();
  }

  /** Matches by id or by identifier: no two live claims share one. */
  private boolean isChecked(Claim stored) {
    String id = checked.getIdElement().getIdPart();
    return id != null && id.equals(stored.getIdElement().getIdPart())
        || stored.getIdentifier().stream().anyMatch(this::holds);
  }

  private boolean holds(Identifier identifier) {
    return checked.getIdentifier().stream().anyMatch(i -> i.equalsDeep(identifier));
  }
}
