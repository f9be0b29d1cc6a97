package org.priceunits.domain.product;

import java.math.BigDecimal;

/**
 * How much of a package a claim line stands for, at three decimals: 0.333 ML.
 *
 * @param value the count
 * @param unit X12's qualifier
 */
public record NdcQuantity(BigDecimal value, NdcUnit unit) {
  /** CMS-1500 and X12 CTP04 take three decimals. */
  public static final int DECIMALS = 3;
}
