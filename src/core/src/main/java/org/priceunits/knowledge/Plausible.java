package org.priceunits.knowledge;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of amounts that a publisher can mean. A number beyond them is a typing error, or an
 * attack on the prices of every dose.
 */
final class Plausible {
  /** Of a container, a dosage or a strength, in any unit; a vial of penicillin has 2e7 units. */
  private static final BigDecimal MOST = new BigDecimal("1000000000");

  /** The dearest gene therapies cost some million USD a dose, which is one unit. */
  static final BigDecimal MOST_USD = new BigDecimal("100000000");

  /** Units of a successor for one unit of its code; Medicare's run from 1/500 to 100. */
  private static final BigDecimal MOST_UNITS = new BigDecimal("1000000");

  private static final BigDecimal LEAST_UNITS = new BigDecimal("0.000001");

  private Plausible() {}

  /** Returns true for an amount of a drug above zero. */
  static boolean isAmount(@Nullable BigDecimal value) {
    return value != null && value.signum() > 0 && value.compareTo(MOST) <= 0;
  }

  /** Returns true for a price of one billing unit in USD. */
  static boolean isPrice(@Nullable BigDecimal usd) {
    return usd != null && usd.signum() > 0 && usd.compareTo(MOST_USD) <= 0;
  }

  /** Returns true for a number of units of a successor. */
  static boolean isUnitsRatio(@Nullable BigDecimal ratio) {
    return ratio != null && ratio.compareTo(LEAST_UNITS) >= 0 && ratio.compareTo(MOST_UNITS) <= 0;
  }
}
