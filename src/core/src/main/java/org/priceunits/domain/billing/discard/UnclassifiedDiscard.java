package org.priceunits.domain.billing.discard;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.code.Amounts;
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
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Determines the discarded drug of a code for drugs without one of their own (R18). The code stands
 * for no amount, so its waste is one unit on a line of its own, where the payer takes that; a
 * stated amount that goes on no line is named.
 */
public final class UnclassifiedDiscard {
  private final Group group;
  private final HcpcsCode code;
  private final List<Issue> issues = new ArrayList<>(2);

  private UnclassifiedDiscard(Group group) {
    this.group = group;
    this.code = group.chosen().code().code();
  }

  static Discard of(Group group, PayerPolicy policy) {
    return new UnclassifiedDiscard(group).read(policy);
  }

  private Discard read(PayerPolicy policy) {
    add(
        IssueCode.UNCLASSIFIED_CODE,
        Element.BILLING_CODE,
        "%s is for drugs without a code of their own: one unit is billed, with drug, dose and NDC"
            + " in words. Check that the drug has no code, and add the invoice if the payer wants"
            + " it.",
        code);
    boolean recorded =
        group.members().stream().anyMatch(m -> !m.administration().discarded().isEmpty());
    String words = UnclassifiedDrug.discarded(group.members().stream().map(Member::administration));
    Quotient waste =
        (recorded ? stated() : left()).filter(amount -> amount.signum() > 0).orElse(null);
    if (words.isEmpty() && waste == null) {
      return Discard.notStated(BillingRule.UNCLASSIFIED_IS_ONE_UNIT, issues);
    }
    ContainerType kind = StatedKind.of(group).orElse(null);
    if (waste != null && kind != null && takesLine(policy, kind)) {
      if (!recorded) {
        issues.add(DiscardNotices.wasteDerived(group, waste));
      }
      return discard(Verdict.DISCARDED, kind, waste, BigDecimal.ONE);
    }
    add(
        IssueCode.WASTE_NOT_BILLED,
        Element.DISCARDED,
        "The discarded %s are on no line: the unit of %s stands for the dose, whatever it was. Add"
            + " them in words, and ask the payer whether it takes a second line with JW.",
        waste == null ? words : group.amount(waste),
        code);
    return discard(Verdict.NOT_STATED, null, waste, BigDecimal.ZERO);
  }

  private Discard discard(
      Verdict verdict, @Nullable ContainerType kind, @Nullable Quotient waste, BigDecimal units) {
    return new Discard(
        verdict, kind, waste, units, List.of(BillingRule.UNCLASSIFIED_IS_ONE_UNIT), issues);
  }

  private boolean takesLine(PayerPolicy policy, ContainerType kind) {
    return !group.stopped()
        && policy.unclassifiedDiscards().contains(code)
        && policy.modifierFor(States.DISCARDED, code, kind, group.day()).isPresent();
  }

  /**
   * Returns the labelled content of the containers; empty if a member states none, or if one does
   * not convert to the unit of the dose.
   */
  public static Optional<Quotient> content(Group group) {
    return group.members().stream().anyMatch(m -> m.administration().containers().isEmpty())
        ? Optional.empty()
        : new UnclassifiedDiscard(group).content();
  }

  private Optional<Quotient> content() {
    return sum(
        member -> member.administration().containers().stream().map(c -> content(member, c)));
  }

  /** Returns the stated amount in the unit of the dose; empty if one does not convert. */
  private Optional<Quotient> stated() {
    return sum(
        member ->
            member.administration().discarded().stream()
                .map(stated -> amounts(member).of(stated.amount())));
  }

  /** Returns what unshared single-dose containers held beyond the dose, if all of it converts. */
  private Optional<Quotient> left() {
    return derivable() ? content().map(c -> c.minus(group.dose())) : Optional.empty();
  }

  private static Optional<Quotient> content(Member member, Container container) {
    return amounts(member)
        .of(container.size())
        .map(size -> size.times(BigDecimal.valueOf(container.count())));
  }

  private static Amounts amounts(Member member) {
    return member.chosen().amounts().ofPackages(member.administration().drug());
  }

  private Optional<Quotient> sum(Function<Member, Stream<Optional<Quotient>>> ofMember) {
    Quotient sum = Quotient.ZERO;
    for (Optional<Quotient> amount : group.members().stream().flatMap(ofMember).toList()) {
      if (amount.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.plus(amount.get());
    }
    return Optional.of(sum);
  }

  private boolean derivable() {
    return !group.stopped()
        && StatedKind.of(group).equals(Optional.of(ContainerType.SINGLE_DOSE))
        && group.members().stream()
            .flatMap(m -> m.administration().containers().stream())
            .noneMatch(Container::shared);
  }

  private void add(IssueCode issue, Element about, String sentence, Object... arguments) {
    issues.add(group.issue(issue, about, sentence, arguments));
  }
}
