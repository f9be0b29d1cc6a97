package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Validity;

/**
 * A submitted claim, as written.
 *
 * @param patient the patient, named as in pricing; empty if the claim names none
 * @param period the stated billable period; open if none is stated
 * @param lines in the claim's order
 * @param total in USD; absent if not stated
 * @param currency the currency of the total, if it is not USD
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
