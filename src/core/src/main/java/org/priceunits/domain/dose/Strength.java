package org.priceunits.domain.dose;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How much drug is in how much liquid: 30 mg in 1 mL.
 *
 * @param amount positive amount of drug
 * @param amountUnit its unit
 * @param volume positive volume that holds it
 * @param volumeUnit its unit
 */
public record Strength(BigDecimal amount, String amountUnit, BigDecimal volume, String volumeUnit) {
  public Strength {
    if (amount.signum() <= 0 || volume.signum() <= 0) {
      throw new IllegalArgumentException("A strength has a positive amount in a positive volume");
    }
  }

  /**
   * The drug in a volume, in the wanted unit: 0.33 mL of 30 mg/mL is 9.9 mg. Empty where units do
   * not convert.
   */
  public Optional<Quotient> drugIn(Dose liquid, String target, Units units) {
    return liquid
        .in(volumeUnit, units)
        .flatMap(v -> new Dose(v.times(amount).over(volume), amountUnit).in(target, units));
  }

  /** The volume that holds an amount of drug, in mL: 20.1 mg of 30 mg/mL is 0.67 mL. */
  public Optional<Quotient> millilitresOf(Dose drug, Units units) {
    return drug.in(amountUnit, units)
        .flatMap(a -> new Dose(a.times(volume).over(amount), volumeUnit).in("mL", units));
  }
}
