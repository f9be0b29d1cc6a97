package org.priceunits.pricing;

import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Units;
import org.priceunits.knowledge.PricingKnowledge;

/**
 * The surroundings of one call. All parts of the call share one snapshot of reference data and one
 * store.
 *
 * @param zone the site's time zone, for times without one; absent if each record's offset counts
 * @param software name and version, for the working of each line
 * @param stillInTime called between administrations; throws if the call has exceeded its time
 * @param store the stored resources that the caller may see
 */
public record CallEnvironment(
    PricingKnowledge knowledge,
    Units units,
    Clock clock,
    @Nullable ZoneId zone,
    String software,
    Runnable stillInTime,
    ResourceStore store) {}
