package org.priceunits.fhir;

import java.math.BigDecimal;

/**
 * Limits what is read from outside before a parser meets it. HAPI writes a decimal out in full
 * while parsing it, so that {@code 1e1000000} in 180 bytes blocks a thread for minutes; no dose,
 * price or factor needs more digits than this.
 */
public final class InputLimits {
  /**
   * Maximum characters of a number as written, and maximum digits or decimal exponent of its value.
   */
  public static final int MAX_DIGITS = 40;

  /** Maximum digits of a written exponent: 99 at most. */
  public static final int MAX_EXPONENT_DIGITS = 2;

  /**
   * Maximum characters of a number in quotes or in XML, before its value is known. A shorter one is
   * parsed in a millisecond; the time grows with the square of the digits.
   */
  public static final int MAX_NUMBER_TEXT = 10_000;

  /**
   * Maximum nesting of objects and arrays. The deepest official R4 example has fewer than 30
   * levels.
   */
  public static final int MAX_DEPTH = 200;

  /** The refusal of a number as written. */
  public static final String NUMBER_TOO_LONG =
      "A number has more than %d characters or an exponent of more than %d digits."
          .formatted(MAX_DIGITS, MAX_EXPONENT_DIGITS);

  /** The refusal of a text of digits. */
  public static final String NUMBER_TEXT_TOO_LONG =
      "A number has more than " + MAX_NUMBER_TEXT + " characters.";

  /** The refusal of depth. */
  public static final String TOO_DEEP =
      "Objects and arrays are nested more than " + MAX_DEPTH + " deep.";

  private static final String BESIDE_DIGITS = ".+-eE";

  private InputLimits() {}

  /** Returns true for the value of a number that may be computed with. */
  public static boolean isSane(BigDecimal value) {
    return value.precision() <= MAX_DIGITS && Math.abs((long) value.scale()) <= MAX_DIGITS;
  }

  /** Returns true for what a number may consist of, in the digits of any script, as Java reads. */
  public static boolean isOfNumber(int character) {
    return Character.isDigit(character) || BESIDE_DIGITS.indexOf(character) >= 0;
  }
}
