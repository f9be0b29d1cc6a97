package org.priceunits.x12;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.jspecify.annotations.Nullable;

/** The charge of a line: what the operator asks, never a figure that the Claim does not give. */
final class LineCharge {
  private static final int CENTS = 2;
  private static final int DIGITS = 8;

  private final @Nullable BigDecimal factor;
  private final Findings findings;

  LineCharge(@Nullable BigDecimal factor, Findings findings) {
    this.factor = factor;
    this.findings = findings;
  }

  /** Returns the charge in USD; null if the line has none, which is reported. */
  @Nullable BigDecimal read(ItemComponent item, String path) {
    String at = path + ".net";
    if (!item.getNet().hasValue()) {
      findings.noCharge(
          at, "The line has no price, so it has no charge. Load a price or a charge, or add net.");
      return null;
    }
    String currency = item.getNet().getCurrency();
    if (currency != null && !currency.equals("USD")) {
      findings.notValid(at, "An 837 is in USD. Give the amount in USD.");
    }
    BigDecimal net = item.getNet().getValue();
    BigDecimal charge =
        !isAmount(net) || factor == null || LineWorking.of(item).isOperatorsCharge()
            ? net
            // The factor is for a payer's limit.
            : net.multiply(factor).setScale(CENTS, RoundingMode.HALF_UP);
    if (!isAmount(charge)) {
      findings.notValid(
          at, "A charge is 0 or more, in whole cents, below 100,000,000. Correct it.");
      return null;
    }
    return charge;
  }

  private static boolean isAmount(BigDecimal amount) {
    BigDecimal plain = amount.stripTrailingZeros();
    return amount.signum() >= 0
        && plain.scale() <= CENTS
        && plain.precision() - plain.scale() <= DIGITS;
  }
}
