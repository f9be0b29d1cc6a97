package org.priceunits.server.guard;

import java.math.BigDecimal;

/**
 * How long a number may be. HAPI writes a decimal out in full while it parses it, so that {@code
 * 1e1000000} in 180 bytes holds a thread for minutes; no dose, price or factor needs more digits
 * than this.
 */
final class NumberLimits {
  /** Characters of a number as written, and digits or decimal exponent of its value. */
  static final int MAX_DIGITS = 40;

  /** Digits of a written exponent: 99 at most. */
  static final int MAX_EXPONENT_DIGITS = 2;

  private NumberLimits() {}

  static boolean isSane(BigDecimal value) {
    return value.precision() <= MAX_DIGITS && Math.abs((long) value.scale()) <= MAX_DIGITS;
  }
}
