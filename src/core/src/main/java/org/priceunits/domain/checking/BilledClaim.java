package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Validity;

/**
 * A claim as someone wrote it.
 *
 * @param patient whose it is, as pricing names patients; empty where the claim does not say
 * @param period that it says its services are of; open where it does not say
 * @param lines in their order
 * @param total in USD; absent where not stated
 * @param currency that the total is in, where it is another than USD
 */
public record BilledClaim(
    String patient,
    Validity period,
    List<BilledLine> lines,
    @Nullable BigDecimal total,
    @Nullable String currency) {
  public BilledClaim {
    lines = List.copyOf(lines);
  }
}
