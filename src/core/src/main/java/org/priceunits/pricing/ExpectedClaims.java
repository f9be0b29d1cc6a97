package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Claim;
import org.priceunits.domain.billing.ClaimDraft;
import org.priceunits.domain.billing.Issue;
import org.priceunits.pricing.read.References;

/**
 * What administrations give, for another operation.
 *
 * @param drafts the lines, claim by claim
 * @param claims the same as FHIR
 * @param issues what pricing has to say, refusals included
 * @param path where in the body an issue's subject stands; empty where nowhere
 * @param payer whose rules were taken
 * @param asOf only what had been posted by that day was used
 * @param references that the records were read with
 */
public record ExpectedClaims(
    List<ClaimDraft> drafts,
    List<Claim> claims,
    List<Issue> issues,
    Function<Issue, String> path,
    String payer,
    LocalDate asOf,
    References references) {
  public ExpectedClaims {
    drafts = List.copyOf(drafts);
    claims = List.copyOf(claims);
    issues = List.copyOf(issues);
  }
}
