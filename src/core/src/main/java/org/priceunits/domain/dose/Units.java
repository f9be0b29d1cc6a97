package org.priceunits.domain.dose;

import java.util.Optional;

/** How one unit turns into another: exactly, or not at all. */
public interface Units {
  /**
   * What one {@code from} is in {@code to}, both UCUM codes or activity symbols: g to mg is 1000.
   *
   * @return the exact factor, 1/37 mCi for one MBq; empty where the two do not convert (mg to mL,
   *     {@code {vial}} to mg, activity units of different kinds)
   */
  Optional<Quotient> factor(String from, String to);
}
