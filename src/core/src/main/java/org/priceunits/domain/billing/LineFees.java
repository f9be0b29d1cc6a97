package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.policy.FeeSchedule;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.Ndc;

/**
 * Finds the price of one unit of a group's code: the operator's charge, otherwise the payer's own
 * limit, otherwise the share of another payer's limit that this payer publishes.
 */
final class LineFees {
  /** Payment limits have three decimals. */
  private static final int PRICE_DECIMALS = 3;

  private final Group group;
  private final FeeSchedule fees;
  private final PayerPolicy policy;
  private final LocalDate asOf;

  /**
   * @param asOf uses only prices posted by that day
   */
  LineFees(Group group, FeeSchedule fees, PayerPolicy policy, LocalDate asOf) {
    this.group = group;
    this.fees = fees;
    this.policy = policy;
    this.asOf = asOf;
  }

  /**
   * Returns the price in USD per unit; empty if none was published. A price of an amount counts the
   * amounts that a drug without a code holds, rounded up.
   *
   * @param ndc the package on the line; absent if it names none
   * @param drug what the unit stands for, if the code has no dosage of its own
   */
  Optional<Fee> of(@Nullable Ndc ndc, LocalDate day, Quotient drug) {
    PayerPolicy.FeeMethod method = policy.fees();
    String schedule = method == null ? policy.payer() : method.schedule();
    return fees.find(schedule, group.chosen().code().code(), ndc, day, asOf)
        .flatMap(fee -> ofAmount(fee, drug))
        .map(fee -> method == null ? fee : fee.times(method.factor(fee), PRICE_DECIMALS));
  }

  private Optional<Fee> ofAmount(Fee fee, Quotient drug) {
    HcpcsDosage amount = fee.amount();
    if (amount == null) {
      return Optional.of(fee);
    }
    Amounts amounts = group.chosen().amounts();
    return new Amounts(amounts.units(), amount.unit(), amounts.strength())
        .of(group.amount(drug))
        .map(given -> fee.of(given.over(amount.value()).ceiling()));
  }
}
