package org.priceunits.domain.dose;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The strength of a liquid drug, as an amount per volume: 30 mg in 1 mL.
 *
 * @param amount positive amount of drug
 * @param amountUnit unit of the amount
 * @param volume positive volume that contains the amount
 * @param volumeUnit unit of the volume
 */
public record Strength(BigDecimal amount, String amountUnit, BigDecimal volume, String volumeUnit) {
  public Strength {
    if (amount.signum() <= 0 || volume.signum() <= 0) {
      throw new IllegalArgumentException("A strength has a positive amount in a positive volume");
    }
  }

  /**
   * Returns the amount of drug in a volume, in the target unit: 0.33 mL of 30 mg/mL is 9.9 mg.
   * Empty if the units do not convert.
   */
  public Optional<Quotient> drugIn(Dose liquid, String target, Units units) {
    return liquid
        .in(volumeUnit, units)
        .flatMap(v -> new Dose(v.times(amount).over(volume), amountUnit).in(target, units));
  }

  /** Returns true if both are the same concentration: 100 mg in 4 mL is 400 mg in 16 mL. */
  public boolean isAs(Strength other, Units units) {
    return drugIn(Dose.of(other.volume, other.volumeUnit), other.amountUnit, units)
        .filter(amountOf -> amountOf.compareTo(Quotient.of(other.amount)) == 0)
        .isPresent();
  }
}
