package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.HcpcsDosage;

/**
 * How a line came about.
 *
 * @param dose summed over the group
 * @param dosage what one unit of the code stands for
 * @param discarded what was billed from: stated or derived, capped at the label; absent where not
 *     known
 * @param containers what the drug was drawn from
 * @param billedContent labelled content that one line bills as a whole; absent where the dose is
 *     billed
 * @param administeredUnits units of the dose
 * @param rules those that decided, in order
 * @param policy canonical and version of the payer's rules
 * @param codeSystemVersion of the HCPCS codes
 * @param fee the price that was taken; absent where none is known
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
   * The arithmetic of the dose's units, or of the containers' where one line bills them all:
   * ceil(9.9 / 10) = 1.
   */
  public String administeredFormula() {
    Quotient billed = billedContent == null ? dose.value() : billedContent;
    return "ceil(%s / %s) = %s"
        .formatted(billed.shown(), shown(dosage.value()), billed.over(dosage.value()).ceiling());
  }

  /** The arithmetic of the discarded units: floor((9.9 + 20.1 - 1 x 10) / 10) = 2. */
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

  private static String shown(BigDecimal value) {
    return value.toPlainString();
  }
}
