/**
 * The operations over HTTP: one provider for pricing, one for checking claims, and those of
 * terminology, with what they share.
 *
 * <p>Entry: {@link org.priceunits.server.operation.PriceUnitsProvider} and {@link
 * org.priceunits.server.operation.TerminologyProviders}. May depend on {@code pricing} and {@code
 * terminology}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.server.operation;
