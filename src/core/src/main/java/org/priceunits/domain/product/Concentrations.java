package org.priceunits.domain.product;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Strength;

/**
 * Compares what two sources print of one package. Both round: a vial of 1,000 mg in 26.3 mL is one
 * of 38 mg/mL.
 */
final class Concentrations {
  private static final Map<String, Integer> MASSES = Map.of("g", 3, "mg", 0, "ug", -3, "ng", -6);
  private static final String UNNAMED = "[U]";
  private static final Set<String> ACTIVITY = Set.of(UNNAMED, "[iU]", "[USP'U]");
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private Concentrations() {}

  /** Returns true if the amounts count the same: two masses, or the same activity. */
  static boolean areComparable(String one, String other) {
    boolean activity = ACTIVITY.contains(one) && ACTIVITY.contains(other);
    return one.equals(other)
        || MASSES.containsKey(one) && MASSES.containsKey(other)
        || activity && (one.equals(UNNAMED) || other.equals(UNNAMED));
  }

  /**
   * Returns true if both are the same concentration, as far as the last printed digit of each can
   * tell.
   *
   * @param bySize an amount that is exact, in a volume that is rounded to its last digit
   * @param listed an amount that is rounded to its last digit, in a volume that is exact
   */
  static boolean agree(Strength bySize, Strength listed) {
    if (!areComparable(bySize.amountUnit(), listed.amountUnit())
        || !bySize.volumeUnit().equals(listed.volumeUnit())) {
      return false;
    }
    Quotient exact = perUnit(bySize.amount(), bySize.amountUnit(), bySize.volume());
    Quotient printed = perUnit(listed.amount(), listed.amountUnit(), listed.volume());
    if (exact.compareTo(printed) == 0) {
      return true;
    }
    BigDecimal step = halfStep(bySize.volume());
    Quotient least = perUnit(bySize.amount(), bySize.amountUnit(), bySize.volume().add(step));
    Quotient most = perUnit(bySize.amount(), bySize.amountUnit(), bySize.volume().subtract(step));
    // A whole number of millilitres is not a rounded one.
    boolean rounded = bySize.volume().stripTrailingZeros().scale() > 0;
    return rounded && printed.compareTo(least) >= 0 && printed.compareTo(most) <= 0;
  }

  /** Returns true if the amount of a strength is an amount, whatever it is in. */
  static boolean isAmount(Strength strength, Dose amount) {
    return areComparable(strength.amountUnit(), amount.unit())
        && perUnit(strength.amount(), strength.amountUnit(), BigDecimal.ONE).compareTo(in(amount))
            == 0;
  }

  /** Returns true if a number is that of an amount: 150 of 150 mg. */
  static boolean isNumberOf(Dose amount, BigDecimal number) {
    return amount.value().compareTo(Quotient.of(number)) == 0;
  }

  private static Quotient in(Dose amount) {
    return new Quotient(
        amount.value().numerator().scaleByPowerOfTen(power(amount.unit())),
        amount.value().denominator());
  }

  private static Quotient perUnit(BigDecimal amount, String unit, BigDecimal volume) {
    return new Quotient(amount.scaleByPowerOfTen(power(unit)), volume);
  }

  private static int power(String unit) {
    return Optional.ofNullable(MASSES.get(unit)).orElse(0);
  }

  private static BigDecimal halfStep(BigDecimal value) {
    return HALF.movePointLeft(Math.max(0, value.stripTrailingZeros().scale()));
  }
}
