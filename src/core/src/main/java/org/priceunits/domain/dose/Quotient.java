package org.priceunits.domain.dose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An exact quotient of two decimals. It keeps numerator and denominator, so that the only division
 * is the one that rounds. 0.1 mL of 100 mg in 3 mL is 10/3 mg, not 3.3333.
 *
 * @param numerator any decimal
 * @param denominator a positive decimal
 */
public record Quotient(BigDecimal numerator, BigDecimal denominator)
    implements Comparable<Quotient> {
  public static final Quotient ZERO = new Quotient(BigDecimal.ZERO, BigDecimal.ONE);

  public Quotient {
    if (denominator.signum() <= 0) {
      throw new IllegalArgumentException("The denominator must be positive: " + denominator);
    }
  }

  /** Returns the quotient that equals a decimal. */
  public static Quotient of(BigDecimal value) {
    return new Quotient(value, BigDecimal.ONE);
  }

  public Quotient plus(Quotient other) {
    if (denominator.equals(other.denominator)) {
      return new Quotient(numerator.add(other.numerator), denominator);
    }
    return new Quotient(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public Quotient minus(Quotient other) {
    return plus(new Quotient(other.numerator.negate(), other.denominator));
  }

  public Quotient times(BigDecimal factor) {
    return new Quotient(numerator.multiply(factor), denominator);
  }

  public Quotient times(Quotient factor) {
    return new Quotient(
        numerator.multiply(factor.numerator), denominator.multiply(factor.denominator));
  }

  /** Divides by a positive decimal, without rounding. */
  public Quotient over(BigDecimal divisor) {
    return new Quotient(numerator, denominator.multiply(divisor));
  }

  /** Divides by a positive quotient, without rounding. */
  public Quotient over(Quotient divisor) {
    return new Quotient(
        numerator.multiply(divisor.denominator), denominator.multiply(divisor.numerator));
  }

  public Quotient min(Quotient other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Quotient max(Quotient other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public int signum() {
    return numerator.signum();
  }

  /** Rounds up to a whole number. */
  public BigDecimal ceiling() {
    return numerator.divide(denominator, 0, RoundingMode.CEILING);
  }

  /** Rounds down to a whole number. */
  public BigDecimal floor() {
    return numerator.divide(denominator, 0, RoundingMode.FLOOR);
  }

  /** Rounds half-up to a number of decimals. */
  public BigDecimal rounded(int decimals) {
    return numerator.divide(denominator, decimals, RoundingMode.HALF_UP);
  }

  /** Returns the quotient as a plain decimal, if it has a finite one; 10/3 has none. */
  public Optional<BigDecimal> decimal() {
    try {
      return Optional.of(plain(numerator.divide(denominator)));
    } catch (ArithmeticException endless) {
      return Optional.empty();
    }
  }

  /** Returns the quotient as text: the decimal, or six decimals if it is not finite. */
  public String shown() {
    return decimal().orElseGet(() -> plain(rounded(6))).toPlainString();
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.setScale(Math.max(0, stripped.scale()));
  }

  /** Compares by value, so that 2/4 equals 1/2 here; {@code equals} compares the components. */
  @Override
  public int compareTo(Quotient other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }
}
