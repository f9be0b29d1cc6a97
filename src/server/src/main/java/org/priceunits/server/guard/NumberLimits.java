package org.priceunits.server.guard;

import java.math.BigDecimal;

/**
 * Limits the length of numbers. HAPI writes a decimal out in full while parsing it, so that {@code
 * 1e1000000} in 180 bytes blocks a thread for minutes; no dose, price or factor needs more digits
 * than this.
 */
final class NumberLimits {
  /**
   * Maximum characters of a number as written, and maximum digits or decimal exponent of its value.
   */
  static final int MAX_DIGITS = 40;

  /** Maximum digits of a written exponent: 99 at most. */
  static final int MAX_EXPONENT_DIGITS = 2;

  private NumberLimits() {}

  static boolean isSane(BigDecimal value) {
    return value.precision() <= MAX_DIGITS && Math.abs((long) value.scale()) <= MAX_DIGITS;
  }
}
