package org.priceunits.server.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may limit, as {@code price-units.limits.*}.
 *
 * @param requestsPerSecond requests of one client in a second, with as many at once after a pause;
 *     0: no limit
 * @param concurrentPricings requests with a pricing in them that run at once; 0: no limit
 */
@ConfigurationProperties("price-units.limits")
public record LimitProperties(
    @DefaultValue("0") int requestsPerSecond, @DefaultValue("64") int concurrentPricings) {}
