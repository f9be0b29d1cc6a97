package org.priceunits.pricing.read;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.HcpcsCode;

/**
 * The terms that a call states for all its administrations.
 *
 * @param zone the site's time zone; absent if none is stated
 * @param placeOfService stated for all; absent if the Encounters decide
 * @param provider the billing provider of all of them; absent if the records decide
 * @param billingCode the code that the caller states, so that the product need not be known; absent
 *     if none is stated
 */
public record CallTerms(
    @Nullable ZoneId zone,
    @Nullable String placeOfService,
    @Nullable String provider,
    @Nullable HcpcsCode billingCode) {}
