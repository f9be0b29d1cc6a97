package org.priceunits.pricing.write;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The data that one priced administration contributes to its claim beside its lines.
 *
 * <p>A claim can carry its references: none points into the record.
 *
 * @param self reference of a claim to the record
 * @param identity identifier under which it is billed once; absent if the record has no identity
 * @param encounter the Encounter, if stated
 * @param serviceProvider service provider of the Encounter, if available
 * @param facility the Encounter's location at the time, if available
 * @param medications the Medications given and dispensed, with lot and expiry, as far as available
 * @param wasteRecords records of drug discarded from it
 * @param diagnoses diagnoses of the code system in force on the day, principal first
 * @param qualifications the performers that may bill, in their order, with their specialty if known
 * @param responsible those whom the Encounter names for the day in a role that a claim has
 */
public record ClaimSource(
    Reference self,
    @Nullable Identifier identity,
    Reference patient,
    @Nullable Reference encounter,
    @Nullable Reference serviceProvider,
    @Nullable Reference facility,
    List<Medication> medications,
    List<MedicationAdministration> wasteRecords,
    List<Coding> diagnoses,
    List<Qualified> qualifications,
    List<Responsible> responsible) {

  /**
   * A performer who gave the drug.
   *
   * @param key one text for one person, however the records refer to them
   * @param specialty the specialty from the directory; absent if there is none
   * @param gave false for one whom the record names as another than the performer, such as a
   *     witness
   * @param organization true for an organization
   */
  public record Qualified(
      String key,
      Reference performer,
      @Nullable Coding specialty,
      boolean gave,
      boolean organization) {}

  /**
   * A person with a role in the visit.
   *
   * @param key one text for one person, however the records refer to them
   */
  public record Responsible(String key, Reference person, CareTeamRole role) {}
}
