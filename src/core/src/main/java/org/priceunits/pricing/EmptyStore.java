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

/** A store with nothing in it, for pricing without a server; a base for stores that hold little. */
public class EmptyStore implements ResourceStore {
  @Override
  public @Nullable String base() {
    return null;
  }

  @Override
  public Optional<Resource> read(String type, String id) {
    return Optional.empty();
  }

  @Override
  public Found<MedicationAdministration> partsOf(String administrationId) {
    return new Found<>(List.of(), true);
  }

  @Override
  public Found<MedicationDispense> dispensesOf(String requestReference) {
    return new Found<>(List.of(), true);
  }

  @Override
  public Found<MedicationAdministration> around(String patientReference, LocalDate day) {
    return new Found<>(List.of(), true);
  }

  @Override
  public List<Claim> liveClaims(Collection<Identifier> identifiers) {
    return List.of();
  }

  @Override
  public List<ChargeItem> liveChargeItems(Collection<Identifier> identifiers) {
    return List.of();
  }
}
