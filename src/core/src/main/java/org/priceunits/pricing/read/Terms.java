package org.priceunits.pricing.read;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a call says of all its administrations.
 *
 * @param zone the site's time zone; absent where nobody states one
 * @param placeOfService stated for all; absent where the Encounters decide
 * @param provider who bills all of them; absent where the records decide
 * @param codeStated true where the caller names the code, so that the product need not be known
 */
public record Terms(
    @Nullable ZoneId zone,
    @Nullable String placeOfService,
    @Nullable String provider,
    boolean codeStated) {}
