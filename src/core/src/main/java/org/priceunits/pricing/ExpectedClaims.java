package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.result.ClaimDraft;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.pricing.read.References;

/**
 * The claims that administrations give, for comparison by another operation.
 *
 * @param drafts the lines, claim by claim
 * @param claims the same claims as FHIR resources
 * @param unpriced the administrations that were refused after they could be read
 * @param records the administrations as they were sent or stored
 * @param issues the issues of pricing, refusals included
 * @param path FHIRPath of an issue's subject in the body; empty if it has none
 * @param payer the payer whose rules apply
 * @param asOf only reference data posted by that day was used
 * @param references the resolver that the records were read with
 */
public record ExpectedClaims(
    List<ClaimDraft> drafts,
    List<Claim> claims,
    List<Administration> unpriced,
    List<MedicationAdministration> records,
    List<Issue> issues,
    Function<Issue, String> path,
    String payer,
    LocalDate asOf,
    References references) {
  public ExpectedClaims {
    drafts = List.copyOf(drafts);
    claims = List.copyOf(claims);
    unpriced = List.copyOf(unpriced);
    records = List.copyOf(records);
    issues = List.copyOf(issues);
  }
}
