package org.priceunits.pricing;

import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.ClaimDraft;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.pricing.write.OutcomeWriter;

/**
 * The response of a call: a result for each administration, the claims and charge items, and all
 * issues.
 *
 * @param storedCharges the live charge items in the store for the same administrations
 * @param path FHIRPath of an issue's subject in the body; empty if it has none
 */
record PriceUnitsResponse(
    List<AdministrationResult> results,
    List<ClaimDraft> drafts,
    List<Claim> claims,
    List<ChargeItem> chargeItems,
    List<ChargeItem> storedCharges,
    List<Issue> issues,
    Function<Issue, String> path) {

  PriceUnitsResponse {
    issues = issues.stream().distinct().toList();
  }

  /**
   * @param transaction adds a transaction that stores the claims and charge items, if there are
   *     any; null for none
   */
  PricedClaims priced(@Nullable TransactionWriter transaction) {
    OperationOutcome outcome = new OutcomeWriter(path).write(issues);
    Parameters parameters = new Parameters();
    results.forEach(r -> parameters.addParameter(r.parameter()));
    claims.forEach(c -> parameters.addParameter().setName("claim").setResource(c));
    chargeItems.forEach(c -> parameters.addParameter().setName("charge-item").setResource(c));
    if (transaction != null && !(claims.isEmpty() && chargeItems.isEmpty())) {
      parameters
          .addParameter()
          .setName("transaction")
          .setResource(transaction.write(claims, chargeItems, storedCharges));
    }
    parameters.addParameter().setName("outcome").setResource(outcome);
    return new PricedClaims(claims, chargeItems, results, outcome, parameters);
  }
}
