package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.ContainerType;

/**
 * What is known of the discarded drug of a group.
 *
 * @param verdict what may be said on the claim
 * @param kind of the containers, where something may be said
 * @param amount discarded, capped at the label; absent where not known
 * @param units whole billing units discarded, not counting what the rounded dose bills already
 * @param rules those that decided
 * @param issues what the caller should know
 */
record Discard(
    Verdict verdict,
    @Nullable ContainerType kind,
    @Nullable Quotient amount,
    BigDecimal units,
    List<BillingRule> rules,
    List<Issue> issues) {

  enum Verdict {
    /** At least one whole unit was thrown away. */
    DISCARDED,
    /** Everything is accounted for, and less than one unit was thrown away. */
    NONE_DISCARDED,
    /** Nothing can be attested. */
    NOT_STATED
  }

  static Discard notStated(BillingRule rule, @Nullable Issue issue) {
    return new Discard(
        Verdict.NOT_STATED,
        null,
        null,
        BigDecimal.ZERO,
        List.of(rule),
        issue == null ? List.of() : List.of(issue));
  }
}
