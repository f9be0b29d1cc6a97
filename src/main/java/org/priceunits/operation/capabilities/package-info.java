/**
 * Describes the server's terminology service at {@code metadata}.
 *
 * <p>Entry: {@link org.priceunits.operation.capabilities.TerminologyCapabilitiesInterceptor}. May
 * depend on {@code terminology}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation.capabilities;
