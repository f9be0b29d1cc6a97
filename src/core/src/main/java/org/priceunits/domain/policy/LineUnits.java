package org.priceunits.domain.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Validity;

/**
 * The most units on one claim line.
 *
 * @param most billing units, whole and positive
 * @param repeat the modifier of the second and every further line of a service with more units: 76;
 *     absent if the payer does not say how it wants them, so that one line has them all
 * @param validity the dates of service that it applies to
 */
public record LineUnits(BigDecimal most, @Nullable Modifier repeat, Validity validity) {
  public LineUnits {
    if (most.signum() <= 0 || most.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("A line takes a whole number of units: " + most);
    }
  }

  /** Returns true if a line of the day has more units than it may. */
  public boolean exceededBy(BigDecimal units, LocalDate day) {
    return validity.on(day) && units.compareTo(most) > 0;
  }
}
