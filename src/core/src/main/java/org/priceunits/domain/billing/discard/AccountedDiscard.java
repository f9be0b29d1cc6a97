package org.priceunits.domain.billing.discard;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.priceunits.domain.billing.discard.Discard.Verdict;
import org.priceunits.domain.billing.group.Draw;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.ContainerType;

/**
 * Counts the discarded units of a group whose waste is known: stated, or what its containers held
 * beyond the dose.
 */
final class AccountedDiscard {
  private final Group group;
  private final List<Issue> issues = new ArrayList<>(2);
  private final List<BillingRule> rules = new ArrayList<>(2);

  private AccountedDiscard(Group group) {
    this.group = group;
  }

  /**
   * @param group states a discarded amount, or its containers show one
   * @param administeredUnits the billing units of its dose, rounded up
   */
  static Discard of(Group group, BigDecimal administeredUnits) {
    return new AccountedDiscard(group).discard(administeredUnits);
  }

  private Discard discard(BigDecimal administeredUnits) {
    Quotient stated = group.discarded();
    Quotient ofContainers =
        stated == null ? derived() : capped(stated.minus(group.discardedElsewhere()));
    Quotient waste = ofContainers.plus(group.discardedElsewhere());
    Quotient ofOpened = group.fromOpened().plus(ofContainers);
    boolean accountedFor =
        ofOpened.compareTo(group.unshared()) >= 0
            && group.silent().isEmpty()
            && !isMore(group.draws(), ofContainers);
    if (group.kind().equals(Optional.of(ContainerType.SINGLE_DOSE))) {
      unaccounted(group.unshared().minus(ofOpened));
    }
    BigDecimal units = units(waste, administeredUnits);
    Verdict verdict =
        units.signum() > 0
            ? Verdict.DISCARDED
            : accountedFor ? Verdict.NONE_DISCARDED : Verdict.NOT_STATED;
    rules.add(rule(verdict, waste));
    return new Discard(verdict, group.kind().orElse(null), waste, units, rules, issues);
  }

  /**
   * Returns true if records discarded more of their own containers than is left of all: another
   * dose was drawn from a container that no record states, so that no overfill explains the rest.
   */
  private static boolean isMore(List<Draw> draws, Quotient left) {
    Quotient ofOwn = draws.stream().map(Draw::discardedOfOwn).reduce(Quotient.ZERO, Quotient::plus);
    return ofOwn.compareTo(left) > 0;
  }

  private void unaccounted(Quotient rest) {
    if (group.derived().signum() > 0) {
      issues.add(DiscardNotices.wasteDerived(group, group.derived()));
    }
    if (rest.signum() > 0) {
      issues.add(
          group.issue(
              IssueCode.WASTE_UNACCOUNTED,
              Element.DISCARDED,
              "Dose and discarded amount are %s less than the labelled content of the containers,"
                  + " so what was discarded is not attested. State what happened to the rest.",
              group.amount(rest)));
    }
    group.silent().ifPresent(draw -> issues.add(DiscardNotices.silent(group, draw)));
  }

  private static BillingRule rule(Verdict verdict, Quotient waste) {
    if (verdict == Verdict.DISCARDED) {
      return BillingRule.DISCARD_ROUNDED_DOWN;
    }
    if (verdict == Verdict.NOT_STATED) {
      return BillingRule.NO_JZ_WITHOUT_KNOWLEDGE;
    }
    return waste.signum() > 0 ? BillingRule.JZ_BY_ROUNDING : BillingRule.JZ_NOTHING_DISCARDED;
  }

  /**
   * Computes {@code floor((dose + waste - administered units x unit) / unit)}, never below zero
   * (R3, R4).
   */
  private BigDecimal units(Quotient waste, BigDecimal administeredUnits) {
    Quotient billed = Quotient.of(administeredUnits.multiply(group.unit()));
    return group.dose().plus(waste).minus(billed).max(Quotient.ZERO).over(group.unit()).floor();
  }

  private Quotient derived() {
    Quotient waste = group.unshared().minus(group.dose());
    issues.add(DiscardNotices.wasteDerived(group, waste));
    return waste;
  }

  /** R8: payment covers the labelled content only; overfill of a vial is not billed. */
  private Quotient capped(Quotient stated) {
    if (group.opened().isEmpty()) {
      return stated;
    }
    Quotient room = group.labelled().minus(group.fromOpened());
    if (stated.compareTo(room) <= 0) {
      return stated;
    }
    rules.add(BillingRule.OVERFILL_IGNORED);
    issues.add(
        group.issue(
            IssueCode.OVERFILL_IGNORED,
            Element.DISCARDED,
            "Dose and discarded amount are more than the labelled content of %s: the overfill is"
                + " not billed. Check the amounts if the containers were not overfilled.",
            group.amount(group.labelled())));
    return room;
  }
}
