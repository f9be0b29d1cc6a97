/**
 * The metrics at {@code /actuator/prometheus}: pricings, their issues and duration, and the
 * reference data in use.
 *
 * <p>Entry: {@link org.priceunits.server.metrics.MetricsConfig}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.server.metrics;
