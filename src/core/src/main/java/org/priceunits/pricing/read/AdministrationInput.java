package org.priceunits.pricing.read;

import java.util.List;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.jspecify.annotations.Nullable;

/**
 * One administration of a call, with what the call says about it beside the record.
 *
 * @param index position in the request
 * @param path FHIRPath of the resource in the body
 * @param statement the caller's statement about it; absent if there is none
 * @param wasteRecords the records of drug discarded from it
 * @param dispenses what was dispensed for its order to its patient
 */
public record AdministrationInput(
    int index,
    BodyPath path,
    MedicationAdministration resource,
    @Nullable Statement statement,
    List<WasteRecord> wasteRecords,
    List<MedicationDispense> dispenses) {}
