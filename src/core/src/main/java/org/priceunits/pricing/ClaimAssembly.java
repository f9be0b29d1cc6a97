package org.priceunits.pricing;

import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.priceunits.domain.billing.result.ClaimDraft;
import org.priceunits.domain.billing.result.GroupResult;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.Pricing;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.pricing.write.ChargeItemWriter;
import org.priceunits.pricing.write.ClaimTerms;
import org.priceunits.pricing.write.ClaimWriter;

/**
 * Assembles priced groups into claims, split where the payer limits a claim, or into charge items,
 * and tells each administration where its lines are.
 */
final class ClaimAssembly {
  private final PriceUnitsRequest request;
  private final CallEnvironment environment;
  private final List<CallAdministration> administrations;
  private final List<Issue> issues;

  ClaimAssembly(
      PriceUnitsRequest request,
      CallEnvironment environment,
      List<CallAdministration> administrations,
      List<Issue> issues) {
    this.request = request;
    this.environment = environment;
    this.administrations = administrations;
    this.issues = issues;
  }

  List<ClaimDraft> drafts(Pricing pricing) {
    return ClaimDraft.of(
        pricing.priced(), policy -> request.institutional() ? null : policy.claimLimit());
  }

  List<Claim> claims(List<ClaimDraft> drafts) {
    Map<String, ClaimWriter> writers = new LinkedHashMap<>();
    List<Claim> claims = new ArrayList<>();
    for (ClaimDraft draft : drafts) {
      split(draft);
      claims.add(
          writers
              .computeIfAbsent(
                  draft.policy().source(),
                  s ->
                      new ClaimWriter(
                          terms(draft.policy()), index -> administrations.get(index).source()))
              .write(draft));
      place(draft);
    }
    writers.values().forEach(writer -> issues.addAll(writer.issues()));
    return claims;
  }

  List<ChargeItem> chargeItems(List<ClaimDraft> drafts) {
    Map<String, ChargeItemWriter> writers = new LinkedHashMap<>();
    List<ChargeItem> all = new ArrayList<>();
    for (ClaimDraft draft : drafts) {
      ChargeItemWriter writer =
          writers.computeIfAbsent(
              draft.policy().source(),
              s ->
                  new ChargeItemWriter(
                      terms(draft.policy()),
                      index -> administrations.get(index).source(),
                      request.outputs().priceOverride()));
      for (GroupResult.Priced group : draft.groups()) {
        List<ChargeItem> charges = writer.write(group);
        group.administrations().forEach(index -> administrations.get(index).charge(charges));
        all.addAll(charges);
      }
    }
    writers.values().forEach(writer -> issues.addAll(writer.issues()));
    return all;
  }

  private ClaimTerms terms(PayerPolicy policy) {
    return new ClaimTerms(
        policy,
        request.institutional(),
        request.typeOfBill() == null ? policy.places().typeOfBill() : request.typeOfBill(),
        request.coverage(),
        request.provider(),
        Date.from(environment.clock().instant()),
        environment.software());
  }

  private void split(ClaimDraft draft) {
    int first = draft.groups().get(0).administrations().get(0);
    if (draft.parts() > 1 && draft.part() == 1) {
      issues.add(
          Issue.of(
              IssueCode.CLAIM_SPLIT,
              first,
              Element.ADMINISTRATION,
              ("The lines stand on %d claims, since one claim may not exceed %s USD. Submit all of"
                      + " them. Contractors differ on a modifier for the lines of the later claims (76, 59 or none); none is set. Ask yours.")
                  .formatted(draft.parts(), draft.policy().claimLimit())));
    }
    if (draft.aboveLimit()) {
      issues.add(
          Issue.of(
              IssueCode.LINE_EXCEEDS_CLAIM_LIMIT,
              first,
              Element.ADMINISTRATION,
              "One day's lines alone exceed the claim limit of %s USD. Ask the payer how to submit them."
                  .formatted(draft.policy().claimLimit())));
    }
  }

  private void place(ClaimDraft draft) {
    int item = 0;
    for (GroupResult.Priced group : draft.groups()) {
      List<Integer> items = new ArrayList<>();
      for (int i = 0; i < group.lines().size(); i++) {
        items.add(++item);
      }
      group.administrations().forEach(index -> administrations.get(index).place(items));
    }
  }
}
