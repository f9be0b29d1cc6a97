package org.priceunits.loading.write;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.Quarter;

/**
 * The code that bills a package.
 *
 * @param from first day; null if open
 * @param to last day; null if open
 * @param lastNamed the newest quarter whose crosswalk names the pair; null for a pair maintained by
 *     hand
 */
public record PackageCode(
    Ndc ndc,
    String code,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable Quarter lastNamed) {}
