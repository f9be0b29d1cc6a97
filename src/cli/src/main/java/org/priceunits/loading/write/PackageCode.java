package org.priceunits.loading.write;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.Quarter;

/**
 * The code that bills a package.
 *
 * @param from first day; null is open
 * @param to last day; null is open
 * @param lastNamed the newest quarter whose crosswalk names the pair; null for one kept by hand
 */
public record PackageCode(
    Ndc ndc,
    String code,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable Quarter lastNamed) {}
