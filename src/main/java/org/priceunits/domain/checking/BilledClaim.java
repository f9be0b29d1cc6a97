package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim as someone wrote it.
 *
 * @param patient whose it is, as pricing names patients; empty where the claim does not say
 * @param lines in their order
 * @param total in USD; absent where not stated
 */
public record BilledClaim(String patient, List<BilledLine> lines, @Nullable BigDecimal total) {
  public BilledClaim {
    lines = List.copyOf(lines);
  }
}
