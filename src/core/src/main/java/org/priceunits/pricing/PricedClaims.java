package org.priceunits.pricing;

import java.util.List;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;

/**
 * The answer to one call.
 *
 * @param claims draft Claims, ready to store or to complete; none if nothing is billable, or the
 *     call asks for charge items alone
 * @param chargeItems one for each line, if the call asks for them
 * @param results one for each administration, in the order of the call
 * @param outcome every refusal, assumption and hint, each with the place in the body that it is
 *     about and what to do
 * @param response all of it as the Parameters that the server answers
 */
public record PricedClaims(
    List<Claim> claims,
    List<ChargeItem> chargeItems,
    List<AdministrationResult> results,
    OperationOutcome outcome,
    Parameters response) {
  public PricedClaims {
    claims = List.copyOf(claims);
    chargeItems = List.copyOf(chargeItems);
    results = List.copyOf(results);
  }

  /** Returns true if an administration was refused, so that the claims are not complete. */
  public boolean anyRefused() {
    return results.stream().anyMatch(r -> r.status() == AdministrationResult.Status.REFUSED);
  }
}
