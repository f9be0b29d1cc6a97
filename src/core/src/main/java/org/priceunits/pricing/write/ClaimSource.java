package org.priceunits.pricing.write;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What one priced administration gives to its claim beside its lines.
 *
 * <p>Its references are such that a claim can carry them: none points into the record.
 *
 * @param self how a claim refers to the record
 * @param identity under which it is billed once; absent where the record has no identity
 * @param encounter in which it was given, where stated
 * @param serviceProvider of the Encounter, where at hand
 * @param facility where the Encounter took place, where at hand
 * @param medication where at hand: lot and expiry
 * @param wasteRecords records of drug discarded from it
 * @param diagnoses of the code system in force on the day, principal first
 * @param qualifications the performers that may bill, in their order, with their specialty where it
 *     is known
 */
public record ClaimSource(
    Reference self,
    @Nullable Identifier identity,
    Reference patient,
    @Nullable Reference encounter,
    @Nullable Reference serviceProvider,
    @Nullable Reference facility,
    @Nullable Medication medication,
    List<MedicationAdministration> wasteRecords,
    List<Coding> diagnoses,
    List<Qualified> qualifications) {

  /**
   * Someone who gave the drug.
   *
   * @param key one text for one person, however the records refer to them
   * @param specialty that the directory names; absent where it names none
   */
  public record Qualified(String key, Reference performer, @Nullable Coding specialty) {}
}
