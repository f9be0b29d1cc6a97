package org.priceunits.domain.dose;

import java.util.Optional;

/** Converts between units, exactly or not at all. */
public interface Units {
  /**
   * Returns the factor from one unit to another, both UCUM codes or activity symbols: g to mg is
   * 1000.
   *
   * @return the exact factor, such as 1/37 mCi for one MBq; empty if the units do not convert (mg
   *     to mL, {@code {vial}} to mg, activity units of different kinds)
   */
  Optional<Quotient> factor(String from, String to);
}
