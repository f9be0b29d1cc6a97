/**
 * The operations over HTTP: one provider for pricing, one for checking claims, one for writing them
 * as X12, one for terminology, with what they share.
 *
 * <p>Entry: {@link org.priceunits.server.operation.OwnOperation}, the list of them, and {@link
 * org.priceunits.server.operation.OwnProviders}. May depend on {@code pricing}, {@code x12} and
 * {@code terminology}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.server.operation;
