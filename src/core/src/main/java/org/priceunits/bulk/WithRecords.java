package org.priceunits.bulk;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.ResourceStore;

/** A store whose administrations of one patient are those that were read before, not newer ones. */
final class WithRecords implements ResourceStore {
  private final ResourceStore store;
  private final Map<String, Resource> read = new HashMap<>();

  /**
   * @param stored names of the records to answer, as {@code type/id}
   */
  WithRecords(ResourceStore store, Set<String> stored, List<ParsedRecord> records) {
    this.store = store;
    for (ParsedRecord record : records) {
      if (stored.contains(record.name())) {
        read.put(record.name(), record.resource());
      }
    }
  }

  @Override
  public @Nullable String base() {
    return store.base();
  }

  @Override
  public Optional<Resource> read(String type, String id) {
    Resource record = read.get(type + "/" + id);
    return record == null ? store.read(type, id) : Optional.of(record);
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
    return store.liveClaims(identifiers);
  }

  @Override
  public List<ChargeItem> liveChargeItems(Collection<Identifier> identifiers) {
    return store.liveChargeItems(identifiers);
  }
}
