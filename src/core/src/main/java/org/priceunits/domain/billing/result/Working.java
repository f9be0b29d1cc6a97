package org.priceunits.domain.billing.result;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.HcpcsDosage;

/**
 * The calculation behind a line.
 *
 * @param dose the summed dose of the group
 * @param dosage the amount that one unit of the code stands for
 * @param discarded the discarded amount billed from: stated or derived, capped at the labelled
 *     content; absent if unknown
 * @param containers the containers that the drug was drawn from
 * @param billedContent the labelled content that one line bills as a whole; absent if the dose is
 *     billed
 * @param administeredUnits units of the dose
 * @param rules the rules that decided, in order
 * @param policy canonical and version of the payer policy
 * @param codeSystemVersion version of the HCPCS code system
 * @param fee the price used; absent if none is known
 */
public record Working(
    Dose dose,
    HcpcsDosage dosage,
    @Nullable Dose discarded,
    List<Container> containers,
    @Nullable Quotient billedContent,
    BigDecimal administeredUnits,
    List<BillingRule> rules,
    String policy,
    String codeSystemVersion,
    @Nullable Fee fee) {

  /**
   * Returns the calculation of the dose's units, or of the containers' units if one line bills them
   * all: ceil(9.9 / 10) = 1.
   */
  public String administeredFormula() {
    Quotient billed = billedContent == null ? dose.value() : billedContent;
    return "ceil(%s / %s) = %s"
        .formatted(billed.shown(), shown(dosage.value()), billed.over(dosage.value()).ceiling());
  }

  /** Returns the calculation of the discarded units: floor((9.9 + 20.1 - 1 x 10) / 10) = 2. */
  public String discardedFormula(BigDecimal units) {
    String thrown = discarded == null ? "0" : discarded.value().shown();
    return "floor((%s + %s - %s x %s) / %s) = %s"
        .formatted(
            dose.value().shown(),
            thrown,
            administeredUnits,
            shown(dosage.value()),
            shown(dosage.value()),
            units);
  }

  /** Returns this calculation with one more rule, before the one that decided on the waste. */
  Working citing(BillingRule rule) {
    List<BillingRule> all = new ArrayList<>(rules);
    all.add(Math.max(0, all.size() - 1), rule);
    return new Working(
        dose,
        dosage,
        discarded,
        containers,
        billedContent,
        administeredUnits,
        all,
        policy,
        codeSystemVersion,
        fee);
  }

  private static String shown(BigDecimal value) {
    return value.toPlainString();
  }

  /** Returns the same working with another price. */
  public Working pricedAt(@Nullable Fee other) {
    return new Working(
        dose,
        dosage,
        discarded,
        containers,
        billedContent,
        administeredUnits,
        rules,
        policy,
        codeSystemVersion,
        other);
  }
}
