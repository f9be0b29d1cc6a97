package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.discard.Discard;
import org.priceunits.domain.billing.discard.DiscardRules;
import org.priceunits.domain.billing.discard.LeastWaste;
import org.priceunits.domain.billing.discard.UnclassifiedDiscard;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.line.LineComposer;
import org.priceunits.domain.billing.line.LineSplit;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.GroupResult;
import org.priceunits.domain.billing.result.GroupResult.NotPriced;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.policy.PayerPolicy;

/**
 * Prices one group: rounds the summed dose up (R1), determines the waste, and writes the lines and
 * their issues.
 */
final class GroupPricer {
  /** The highest count that a claim's quantity field holds; a larger one is a typing error. */
  private static final BigDecimal MOST_UNITS = BigDecimal.valueOf(9_999_999);

  /**
   * Most packages times containers or records of one group: each line shows all of them in its
   * working, and each package has its own lines. A day's dose comes from a few packages.
   */
  private static final long MOST_SHOWN = 100_000;

  private final Catalogs catalogs;
  private final GroupNotices notices;
  private final DiscardRules readings;

  GroupPricer(Catalogs catalogs) {
    this.catalogs = catalogs;
    LeastWaste leastWaste = new LeastWaste(catalogs.products());
    this.notices = new GroupNotices(leastWaste);
    this.readings = new DiscardRules(leastWaste, catalogs.codes());
  }

  GroupResult price(Group group, PayerPolicy policy, PricingRequest request) {
    BigDecimal units =
        group.unclassified()
            ? BigDecimal.ONE
            : group.dose().over(group.unit()).ceiling().max(BigDecimal.ONE);
    Issue refusal = refusal(group, units);
    if (refusal != null) {
      return refused(group, refusal);
    }
    Discard discard = readings.of(group, units, policy);
    // Asked before the lines are made: a payer may take no line for it.
    if (discard.units().compareTo(MOST_UNITS) > 0) {
      return refused(group, tooMuch(group, discard.units()));
    }
    List<ServiceLine> whole =
        new LineComposer(group, policy, request, catalogs, group.day(), units, discard).lines();
    Optional<ServiceLine> over =
        whole.stream().filter(line -> line.units().compareTo(MOST_UNITS) > 0).findFirst();
    if (over.isPresent()) {
      return refused(group, tooMuch(group, over.get().units()));
    }
    List<ServiceLine> lines = LineSplit.of(whole, policy);
    Issue fault = fault(group, policy, lines);
    if (fault != null) {
      return refused(group, fault);
    }
    String place = request.institutional() ? "" : group.place(policy, request.places());
    return new Priced(
        group.administrations(),
        group.first(),
        policy,
        place,
        lines,
        notices.of(group, policy, request, discard, lines));
  }

  /** Returns why the payer takes no such line; absent if it takes all of them. */
  private static @Nullable Issue fault(Group group, PayerPolicy policy, List<ServiceLine> lines) {
    for (ServiceLine line : lines) {
      if (line.modifiers().size() > policy.modifierLimit()) {
        return tooMany(group, line, policy);
      }
      if (policy.ndcRequired() && line.ndc() == null) {
        return ndcMissing(group, policy);
      }
    }
    return null;
  }

  private static GroupResult refused(Group group, Issue issue) {
    return new NotPriced(group.administrations(), List.of(issue));
  }

  private static @Nullable Issue refusal(Group group, BigDecimal units) {
    if (group.dose().signum() <= 0 || units.compareTo(MOST_UNITS) > 0) {
      return group.issue(
          IssueCode.DOSE_INVALID,
          Element.DOSE,
          "The dose of %s cannot be billed. Send the amount that was given, above zero and with its unit.",
          group.amount(group.dose()));
    }
    Optional<Issue> overdrawn = OverdrawnContainers.ofAll(group);
    if (overdrawn.isPresent()) {
      return overdrawn.get();
    }
    Optional<Quotient> content =
        group.unclassified() ? UnclassifiedDiscard.content(group) : Optional.empty();
    if (content.isPresent() && group.dose().compareTo(content.get()) > 0) {
      return OverdrawnContainers.issue(group, group.first().index(), group.dose(), content.get());
    }
    return tooManyPackages(group);
  }

  private static @Nullable Issue tooManyPackages(Group group) {
    long packages = group.unclassified() ? 1 : group.packages().size();
    int shown = Math.max(group.members().size(), group.opened().size());
    return packages == 1 || packages * shown <= MOST_SHOWN
        ? null
        : group.issue(
            IssueCode.NDC_INVALID,
            Element.CONTAINERS,
            "The records name %d packages of one drug for one patient and day, and %d containers or doses: too many for the lines of a claim. Correct the NDCs, or price them in several calls.",
            packages,
            shown);
  }

  private static Issue tooMuch(Group group, BigDecimal units) {
    return group.issue(
        IssueCode.DISCARD_INVALID,
        Element.DISCARDED,
        "The discarded amount comes to %s units, which no claim can carry. Correct it, or the containers.",
        units.toPlainString());
  }

  private static Issue tooMany(Group group, ServiceLine line, PayerPolicy policy) {
    return group.issue(
        IssueCode.TOO_MANY_MODIFIERS,
        Element.MODIFIER,
        "The line would carry %d modifiers (%s); it can carry %d. Decide which to leave out."
            .formatted(line.modifiers().size(), line.modifiers(), policy.modifierLimit()));
  }

  private static Issue ndcMissing(Group group, PayerPolicy policy) {
    return group.issue(
        IssueCode.NDC_MISSING,
        Element.MEDICATION,
        "Payer %s requires the NDC. Send it with the medication or with each container."
            .formatted(policy.payer()));
  }
}
