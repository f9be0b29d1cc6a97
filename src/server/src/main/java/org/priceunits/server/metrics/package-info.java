/**
 * What an operator watches at {@code /actuator/prometheus}: pricings, their issues and their time,
 * and the knowledge they are made with.
 *
 * <p>Entry: {@link org.priceunits.server.metrics.MetricsConfig}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.server.metrics;
