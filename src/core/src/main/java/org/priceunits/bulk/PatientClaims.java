package org.priceunits.bulk;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.AdministrationResult.Status;

/**
 * The answer for one patient.
 *
 * @param claims draft Claims in the order of the dates of service; none if charge items alone are
 *     asked for
 * @param chargeItems one for each line, if they are asked for
 * @param outcome all issues; each names file, line and record. Null if there is none
 * @param results how many administrations ended in which way
 */
public record PatientClaims(
    List<Claim> claims,
    List<ChargeItem> chargeItems,
    @Nullable OperationOutcome outcome,
    Map<Status, Integer> results) {
  public PatientClaims {
    claims = List.copyOf(claims);
    chargeItems = List.copyOf(chargeItems);
    results = Map.copyOf(results);
  }
}
