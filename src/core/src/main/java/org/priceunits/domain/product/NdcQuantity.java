package org.priceunits.domain.product;

import java.math.BigDecimal;

/**
 * The NDC quantity of a claim line, with three decimals: 0.333 ML.
 *
 * @param value the quantity
 * @param unit X12 unit qualifier
 */
public record NdcQuantity(BigDecimal value, NdcUnit unit) {
  /** CMS-1500 and X12 CTP04 allow three decimals. */
  public static final int DECIMALS = 3;
}
