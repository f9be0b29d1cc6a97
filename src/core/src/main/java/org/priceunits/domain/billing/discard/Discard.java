package org.priceunits.domain.billing.discard;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.ContainerType;

/**
 * The discarded drug of a group, as far as it is known.
 *
 * @param verdict what may be stated on the claim
 * @param kind the kind of the containers, if anything may be stated
 * @param amount the discarded amount, capped at the labelled content; absent if unknown
 * @param units whole billing units discarded, without those that the rounded-up dose already bills
 * @param rules the rules that decided
 * @param issues the issues to report to the caller
 */
public record Discard(
    Verdict verdict,
    @Nullable ContainerType kind,
    @Nullable Quotient amount,
    BigDecimal units,
    List<BillingRule> rules,
    List<Issue> issues) {

  public enum Verdict {
    /** At least one whole unit was discarded. */
    DISCARDED,
    /** All of the drug is accounted for, and less than one unit was discarded. */
    NONE_DISCARDED,
    /** Nothing can be attested. */
    NOT_STATED
  }

  /** Returns the discarded amount of the group in the unit of its dosage; absent if unknown. */
  public @Nullable Dose of(Group group) {
    return amount == null ? null : group.amount(amount);
  }

  static Discard notStated(BillingRule rule, @Nullable Issue issue) {
    return notStated(rule, issue == null ? List.of() : List.of(issue));
  }

  static Discard notStated(BillingRule rule, List<Issue> issues) {
    return new Discard(
        Verdict.NOT_STATED, null, null, BigDecimal.ZERO, List.of(rule), List.copyOf(issues));
  }
}
