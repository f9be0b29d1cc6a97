package org.priceunits.domain.dose;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An amount of drug with its unit: a dose given, a discarded amount, the labelled content of a
 * container.
 *
 * @param value the amount, never negative
 * @param unit UCUM code (mg, ug, mL) or activity symbol ([U], [iU])
 */
public record Dose(Quotient value, String unit) {
  public Dose {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("An amount of drug is never negative: " + value);
    }
    if (unit.isBlank()) {
      throw new IllegalArgumentException("An amount of drug has a unit");
    }
  }

  public static Dose of(BigDecimal value, String unit) {
    return new Dose(Quotient.of(value), unit);
  }

  /** Converts this amount to another unit; empty if the units do not convert. */
  public Optional<Quotient> in(String target, Units units) {
    return unit.equals(target) ? Optional.of(value) : units.factor(unit, target).map(value::times);
  }

  /** Returns the amount as text: 9.9 mg. */
  public String shown() {
    return value.shown() + " " + unit;
  }

  @Override
  public String toString() {
    return shown();
  }
}
