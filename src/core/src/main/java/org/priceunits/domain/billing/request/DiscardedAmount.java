package org.priceunits.domain.billing.request;

import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;

/**
 * A stated discarded amount.
 *
 * @param drug the drug as the record of the waste names it, which may be the vial where the
 *     administration names the bag; absent if the amount is stated for the drug that was given
 */
public record DiscardedAmount(Dose amount, @Nullable Drug drug) {
  /** Creates an amount that is stated for the drug that was given. */
  public static DiscardedAmount of(Dose amount) {
    return new DiscardedAmount(amount, null);
  }
}
