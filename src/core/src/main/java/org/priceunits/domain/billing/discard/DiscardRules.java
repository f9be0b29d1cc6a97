package org.priceunits.domain.billing.discard;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.priceunits.domain.billing.discard.Discard.Verdict;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.group.Member;
import org.priceunits.domain.billing.group.UnclassifiedDrug;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.policy.DiscardRule.States;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Determines the discarded drug of a group. The first reading that applies decides; it forbids a
 * statement, or finds that the waste is unknown. The waste is counted only if none applies, so that
 * JW and JZ are written only if nothing contradicts them.
 */
public final class DiscardRules {
  private static final String WASTE_UNKNOWN =
      "The discarded amount is missing, so the line has %s. State the discarded amount, 0 if none, or"
          + " the containers that were opened.";

  private final List<Reading> order =
      List.of(
          DiscardRules::unclassified,
          DiscardRules::forbidden,
          DiscardRules::service,
          DiscardRules::interrupted,
          DiscardRules::multiDose,
          DiscardRules::unknownKind,
          this::unknownWaste);

  private final LeastWaste leastWaste;
  private final CodeCatalog codes;

  public DiscardRules(LeastWaste leastWaste, CodeCatalog codes) {
    this.leastWaste = leastWaste;
    this.codes = codes;
  }

  private interface Reading {
    Optional<Discard> read(Group group, PayerPolicy policy);
  }

  /**
   * @param administeredUnits the billing units of the group's dose, rounded up
   */
  public Discard of(Group group, BigDecimal administeredUnits, PayerPolicy policy) {
    for (Reading reading : order) {
      Optional<Discard> discard = reading.read(group, policy);
      if (discard.isPresent()) {
        return discard.get();
      }
    }
    return AccountedDiscard.of(group, administeredUnits);
  }

  /** R18: a code for drugs without one of their own stands for no amount. */
  private static Optional<Discard> unclassified(Group group, PayerPolicy policy) {
    return group.unclassified()
        ? Optional.of(UnclassifiedDiscard.of(group, policy))
        : Optional.empty();
  }

  /**
   * R19: the payer takes neither modifier for the code, whatever the container was, so the units
   * applied are billed and nothing is attested.
   */
  private static Optional<Discard> forbidden(Group group, PayerPolicy policy) {
    if (!policy.forbidsDiscardOf(group.chosen().code().code(), group.day())) {
      return Optional.empty();
    }
    Quotient waste = group.discarded() == null ? left(group) : group.discarded();
    return Optional.of(
        Discard.notStated(
            BillingRule.NO_DISCARD_OF_CODE,
            waste.signum() > 0 ? DiscardNotices.notBilled(group, waste) : null));
  }

  /**
   * R21: a unit that stands for a service is billed whole, so what was left of its drug is less
   * than a unit.
   */
  private static Optional<Discard> service(Group group, PayerPolicy policy) {
    if (!group.isService()) {
      return Optional.empty();
    }
    String words = UnclassifiedDrug.discarded(group.members().stream().map(Member::administration));
    List<Issue> issues =
        words.isEmpty()
            ? List.of()
            : List.of(
                group.issue(
                    IssueCode.WASTE_NOT_BILLED,
                    Element.DISCARDED,
                    "One unit of %s stands for a whole service, so the discarded %s are less than a unit and on no line. Keep the amount in the record.",
                    group.chosen().code().code(),
                    words));
    ContainerType kind = StatedKind.of(group).orElse(null);
    Verdict verdict =
        kind == ContainerType.SINGLE_DOSE ? Verdict.NONE_DISCARDED : Verdict.NOT_STATED;
    return Optional.of(
        new Discard(
            verdict,
            kind,
            null,
            BigDecimal.ZERO,
            List.of(BillingRule.SERVICE_IS_ONE_UNIT),
            issues));
  }

  /** Returns what the containers held beyond the dose, if they show it. */
  private static Quotient left(Group group) {
    return group.showsWaste() ? group.unshared().minus(group.dose()) : Quotient.ZERO;
  }

  /**
   * R12: the rest of an interrupted dose was prescribed drug. The sources conflict, so a person
   * decides.
   */
  private static Optional<Discard> interrupted(Group group, PayerPolicy policy) {
    return group.stopped()
        ? Optional.of(
            Discard.notStated(
                BillingRule.STOPPED_DOSE_IS_NO_WASTE,
                group.issue(
                    IssueCode.STOPPED_ADMINISTRATION_REVIEW,
                    Element.STATUS,
                    "The administration was stopped: the dose given is billed, and the line has %s. Decide from the record"
                        + " whether the rest counts as discarded drug.",
                    DiscardNotices.without(group, policy))))
        : Optional.empty();
  }

  /**
   * R7: waste of a multi-dose container is not payable, unless the payer's own rules say otherwise.
   */
  private static Optional<Discard> multiDose(Group group, PayerPolicy policy) {
    boolean multiDose =
        group.anyMultiDose() || group.kind().equals(Optional.of(ContainerType.MULTI_DOSE));
    if (!multiDose || paysMultiDose(group, policy)) {
      return Optional.empty();
    }
    boolean waste = group.discarded() != null && group.discarded().signum() > 0;
    Issue issue =
        waste
            ? group.issue(
                IssueCode.MULTI_DOSE_WASTE_NOT_BILLABLE,
                Element.DISCARDED,
                "Drug left in a multi-dose container is not billed: the claim bills the dose only. If the container was"
                    + " single-dose, state its kind.")
            : group.kind().isEmpty() ? DiscardNotices.kindUnknown(group, policy) : null;
    return Optional.of(Discard.notStated(BillingRule.SINGLE_DOSE_ONLY, issue));
  }

  private static boolean paysMultiDose(Group group, PayerPolicy policy) {
    return group.kind().equals(Optional.of(ContainerType.MULTI_DOSE))
        && group.discarded() != null
        && policy
            .modifierFor(
                States.DISCARDED,
                group.chosen().code().code(),
                ContainerType.MULTI_DOSE,
                group.day())
            .isPresent();
  }

  private static Optional<Discard> unknownKind(Group group, PayerPolicy policy) {
    boolean somethingStated = group.discarded() != null || !group.opened().isEmpty();
    return somethingStated && group.kind().isEmpty()
        ? Optional.of(
            Discard.notStated(
                BillingRule.SINGLE_DOSE_ONLY, DiscardNotices.kindUnknown(group, policy)))
        : Optional.empty();
  }

  /**
   * R17 and R14: if no discard is stated, only unshared containers show how much was left, and only
   * if the whole dose was drawn from them.
   */
  private Optional<Discard> unknownWaste(Group group, PayerPolicy policy) {
    if (group.discarded() != null || group.showsWaste() && !group.isDoseOfContainers()) {
      return Optional.empty();
    }
    if (isWhole(group.chosen().code().code())) {
      return Optional.of(Discard.notStated(BillingRule.NO_JZ_WITHOUT_KNOWLEDGE, List.of()));
    }
    Optional<Quotient> content = leastWaste.smallestContent(group);
    BillingRule rule =
        group.anyShared() ? BillingRule.SHARED_CONTAINER : BillingRule.NO_JZ_WITHOUT_KNOWLEDGE;
    Issue issue =
        content.isEmpty()
            ? group.issue(
                IssueCode.WASTE_UNKNOWN,
                Element.DISCARDED,
                WASTE_UNKNOWN,
                DiscardNotices.without(group, policy))
            : group.issue(
                IssueCode.WASTE_UNKNOWN,
                Element.DISCARDED,
                WASTE_UNKNOWN + " The smallest packages that hold the dose would leave %s.",
                DiscardNotices.without(group, policy),
                group.amount(content.get().minus(group.dose())));
    return Optional.of(Discard.notStated(rule, issue));
  }

  /**
   * Returns true if nothing is left of a package that was opened: tablets and devices are whole.
   */
  private boolean isWhole(HcpcsCode code) {
    return codes.isDevice(code) || codes.isSwallowed(code);
  }
}
