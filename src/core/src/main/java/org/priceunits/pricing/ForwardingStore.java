package org.priceunits.pricing;

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

/** Answers as another store does; a base for stores that answer one question otherwise. */
public abstract class ForwardingStore implements ResourceStore {
  private final ResourceStore store;

  /**
   * @param store the store that answers
   */
  protected ForwardingStore(ResourceStore store) {
    this.store = store;
  }

  @Override
  public @Nullable String base() {
    return store.base();
  }

  @Override
  public Optional<Resource> read(String type, String id) {
    return store.read(type, id);
  }

  @Override
  public boolean isUndecided(String type, String id) {
    return store.isUndecided(type, id);
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
  public Found<MedicationAdministration> around(String patientReference, LocalDate day) {
    return store.around(patientReference, day);
  }

  @Override
  public List<Claim> liveClaims(Collection<Identifier> identifiers) {
    return store.liveClaims(identifiers);
  }

  @Override
  public List<ChargeItem> liveChargeItems(Collection<Identifier> identifiers) {
    return store.liveChargeItems(identifiers);
  }
}
