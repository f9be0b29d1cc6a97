package org.priceunits.fhir.out;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What one priced administration gives to its claim beside its lines.
 *
 * @param resource the record
 * @param self how a claim refers to it
 * @param identity under which it is billed once; absent where the record has no identity
 * @param encounter in which it was given, where at hand
 * @param medication where at hand: lot and expiry
 * @param wasteRecords records of drug discarded from it
 * @param diagnoses of the code system in force on the day, principal first
 * @param qualifications specialty of the performers, in their order; absent where not known
 */
public record ClaimSource(
    MedicationAdministration resource,
    Reference self,
    @Nullable Identifier identity,
    @Nullable Encounter encounter,
    @Nullable Medication medication,
    List<MedicationAdministration> wasteRecords,
    List<Coding> diagnoses,
    List<Qualified> qualifications) {

  /** Someone who gave the drug, with the specialty that the directory names. */
  public record Qualified(Reference performer, @Nullable Coding specialty) {}
}
