package org.priceunits.loading.write;

import java.math.BigDecimal;
import org.priceunits.domain.product.Ndc;

/**
 * A payment limit for an amount of a drug without a code of its own, in one package.
 *
 * @param limit the limit, with a code that bills the drug
 * @param value the amount of drug that the limit is for
 * @param unit its unit: UCUM, or [U] for units of activity
 */
public record PackageLimit(PublishedLimit limit, Ndc ndc, BigDecimal value, String unit) {
  String id() {
    return limit.id().replaceFirst("fee-medicare-", "fee-medicare-noc-" + ndc.value() + "-");
  }
}
