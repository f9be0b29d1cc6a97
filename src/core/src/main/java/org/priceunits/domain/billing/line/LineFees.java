package org.priceunits.domain.billing.line;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.code.Amounts;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.policy.FeeSchedule;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.HcpcsCode;
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
    return inForce(ndc, day, amount -> count(amount, drug).map(Quotient::ceiling));
  }

  /**
   * Returns the price in USD of the drug that was discarded, for a code without a dosage of its
   * own. A price of an amount counts the whole amounts that are left when those of the dose,
   * rounded up, are taken from all that was accounted for; none may be left, and the price is then
   * zero (R4).
   *
   * @param dose what was given
   * @param discarded what was discarded
   */
  Optional<Fee> ofDiscard(@Nullable Ndc ndc, LocalDate day, Quotient dose, Quotient discarded) {
    return inForce(
        ndc,
        day,
        amount ->
            count(amount, dose)
                .flatMap(
                    given ->
                        count(amount, dose.plus(discarded))
                            .map(all -> all.minus(Quotient.of(given.ceiling())))
                            .map(left -> left.max(Quotient.ZERO).floor())));
  }

  /**
   * @param priced the number of priced amounts on the line
   */
  private Optional<Fee> inForce(
      @Nullable Ndc ndc, LocalDate day, Function<HcpcsDosage, Optional<BigDecimal>> priced) {
    HcpcsCode code = group.chosen().code().code();
    Optional<Fee> charge =
        fees.charge(policy.payer(), code, ndc, day, asOf).flatMap(fee -> times(fee, priced));
    if (charge.isPresent()) {
      return charge;
    }
    PayerPolicy.FeeMethod method = policy.fees();
    return fees.limit(policy.feeSchedule(), code, ndc, day, asOf)
        .flatMap(fee -> times(fee, priced))
        .map(fee -> method == null ? fee : fee.times(method.factor(fee), PRICE_DECIMALS));
  }

  private static Optional<Fee> times(Fee fee, Function<HcpcsDosage, Optional<BigDecimal>> priced) {
    HcpcsDosage amount = fee.amount();
    return amount == null ? Optional.of(fee) : priced.apply(amount).map(fee::of);
  }

  private Optional<Quotient> count(HcpcsDosage amount, Quotient drug) {
    Amounts amounts = group.chosen().amounts();
    return new Amounts(amounts.units(), amount.unit(), amounts.strength())
        .of(group.amount(drug))
        .map(given -> given.over(amount.value()));
  }
}
