package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.policy.PolicyCatalog;
import org.priceunits.pricing.read.References;

/**
 * Determines the payer: the one named, otherwise the one that the coverage's organization stands
 * for, otherwise the default one.
 *
 * @param coverage the coverage of the call; absent if there is none that can be used
 * @param withoutCoverage true if the coverage of the call was withdrawn
 */
record PayerChoice(
    String payer, @Nullable Coverage coverage, boolean withoutCoverage, List<Issue> issues) {

  /**
   * Determines the payer of a call.
   *
   * @throws CallRefusedException if the coverage cannot be used, and no payer is named
   */
  static PayerChoice of(
      PriceUnitsRequest request, CallReferences references, PolicyCatalog policies) {
    Optional<Coverage> coverage =
        Optional.ofNullable(request.coverage())
            .flatMap(r -> references.resolve(new MedicationAdministration(), r, Coverage.class));
    Optional<String> ofCoverage = coverage.flatMap(c -> payer(c, references, policies));
    List<Issue> issues = new ArrayList<>(faults(request, references.faults()));
    boolean withdrawn = !issues.isEmpty() && coverage.isEmpty();
    String named = request.payer();
    if (named != null) {
      ofCoverage
          .filter(other -> !isOf(named, other))
          .ifPresent(other -> issues.add(differs(named, other)));
    } else if (ofCoverage.isEmpty()) {
      issues.add(
          Issue.ofCall(
              IssueCode.PAYER_ASSUMED,
              Element.PAYER,
              "No payer is named; the rules of %s apply. Send payer, or a coverage whose payor is known here."
                  .formatted(policies.reference())));
    }
    String payer = Optional.ofNullable(named).or(() -> ofCoverage).orElseGet(policies::reference);
    return new PayerChoice(payer, coverage.orElse(null), withdrawn, issues);
  }

  /** A payer that is named stands for a coverage that was withdrawn; without one the call fails. */
  private static List<Issue> faults(PriceUnitsRequest request, List<ResourceFault> faults) {
    for (ResourceFault fault : faults) {
      if (fault.refuses() || request.payer() == null) {
        throw CallRefusedException.notUsable(
            fault.refuses() ? fault.code() : IssueCode.PARAMETER_NOT_VALID,
            request.path(Element.COVERAGE),
            fault.text());
      }
    }
    return faults.stream()
        .map(fault -> Issue.ofCall(fault.code(), Element.COVERAGE, fault.text()))
        .toList();
  }

  /** The code of a contractor begins with that of the payer whom it pays for. */
  private static boolean isOf(String named, String payer) {
    return named.equals(payer) || named.startsWith(payer + "-");
  }

  private static Issue differs(String named, String ofCoverage) {
    return Issue.ofCall(
        IssueCode.PAYER_DIFFERS,
        Element.PAYER,
        "The rules of payer %s apply, but the payor of the coverage is %s. Correct the one that is"
            + " wrong.",
        named,
        ofCoverage);
  }

  /** Returns a warning if an administration was not on a day of the coverage. */
  Optional<Issue> outsideCoverage(Administration administration) {
    LocalDate day = administration.day().date();
    return Optional.ofNullable(coverage)
        .map(Coverage::getPeriod)
        .filter(period -> !ClaimSources.isOn(period, day))
        .map(
            period ->
                Issue.of(
                    IssueCode.COVERAGE_NOT_IN_FORCE,
                    administration.index(),
                    Element.COVERAGE,
                    "The service was on %s, and Coverage.period is from %s to %s. Send the coverage"
                        + " of that day.",
                    day,
                    shown(period.getStartElement()),
                    shown(period.getEndElement())));
  }

  private static String shown(DateTimeType end) {
    return end.hasValue() ? end.getValueAsString() : "open";
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
