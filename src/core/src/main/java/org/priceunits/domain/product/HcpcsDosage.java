package org.priceunits.domain.product;

import java.math.BigDecimal;

/**
 * The amount that one billing unit of a code stands for, from the long descriptor: 10 mg.
 *
 * @param value positive
 * @param unit UCUM code or activity symbol
 */
public record HcpcsDosage(BigDecimal value, String unit) {
  public HcpcsDosage {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("A dosage is positive: " + value);
    }
  }

  /** Returns the dosage as text: 10 mg. */
  public String shown() {
    return value.toPlainString() + " " + unit;
  }
}
