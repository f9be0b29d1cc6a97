package org.priceunits.domain.product;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The NDC quantity of a claim line, with three decimals: 0.333 ML.
 *
 * @param value the quantity
 * @param unit X12 unit qualifier
 */
public record NdcQuantity(BigDecimal value, NdcUnit unit) {
  /** CMS-1500 and X12 CTP04 allow three decimals. */
  public static final int DECIMALS = 3;

  /** Returns the part of the value that belongs to some of a line's units, rounded half-up. */
  public BigDecimal ofUnits(BigDecimal some, BigDecimal all) {
    return value.multiply(some).divide(all, DECIMALS, RoundingMode.HALF_UP);
  }
}
