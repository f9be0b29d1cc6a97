package org.priceunits.pricing.read;

import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.priceunits.fhir.Canonicals;

/**
 * A MedicationAdministration that records discarded drug.
 *
 * @param path its place in the body
 */
public record WasteRecord(BodyPath path, MedicationAdministration resource) {
  /**
   * Returns true for the specification's own record of waste: status not-done, with discarded drug
   * as the reason.
   */
  public static boolean isOne(MedicationAdministration administration) {
    return administration.getStatus() == MedicationAdministrationStatus.NOTDONE
        && administration.getStatusReason().stream()
            .anyMatch(r -> r.hasCoding(Canonicals.codeSystem("waste-reason"), "drug-discarded"));
  }
}
