/**
 * What the server says of its terminology at {@code metadata}.
 *
 * <p>Entry: {@link org.priceunits.operation.capabilities.TerminologyCapabilitiesInterceptor}. May
 * depend on {@code terminology}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation.capabilities;
