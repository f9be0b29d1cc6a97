package org.priceunits.pricing;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.policy.PolicyCatalog;
import org.priceunits.pricing.read.References;

/**
 * Determines the payer: the one named, otherwise the one that the coverage's organization stands
 * for, otherwise the default one.
 */
record PayerChoice(String payer, @Nullable Coverage coverage, List<Issue> issues) {
  static PayerChoice of(PriceUnitsRequest request, References references, PolicyCatalog policies) {
    Optional<Coverage> coverage =
        Optional.ofNullable(request.coverage())
            .flatMap(r -> references.resolve(new MedicationAdministration(), r, Coverage.class));
    if (request.payer() != null) {
      return new PayerChoice(request.payer(), coverage.orElse(null), List.of());
    }
    Optional<String> ofCoverage = coverage.flatMap(c -> payer(c, references, policies));
    if (ofCoverage.isPresent()) {
      return new PayerChoice(ofCoverage.get(), coverage.get(), List.of());
    }
    Issue assumed =
        Issue.ofCall(
            IssueCode.PAYER_ASSUMED,
            Element.PAYER,
            "No payer is named; the rules of %s apply. Send payer, or a coverage whose payor is known here."
                .formatted(policies.reference()));
    return new PayerChoice(policies.reference(), coverage.orElse(null), List.of(assumed));
  }

  private static Optional<String> payer(
      Coverage coverage, References references, PolicyCatalog policies) {
    for (Reference payor : coverage.getPayor()) {
      List<Identifier> identifiers =
          references
              .resolve(coverage, payor, Organization.class)
              .map(Organization::getIdentifier)
              .orElseGet(() -> payor.hasIdentifier() ? List.of(payor.getIdentifier()) : List.of());
      for (Identifier identifier : identifiers) {
        Optional<String> payer =
            policies.payerOf(identifier.getSystem() + "|" + identifier.getValue());
        if (payer.isPresent()) {
          return payer;
        }
      }
    }
    return Optional.empty();
  }
}
