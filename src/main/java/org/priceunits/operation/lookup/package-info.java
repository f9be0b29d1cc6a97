/**
 * The operation {@code CodeSystem/$lookup}.
 *
 * <p>Entry: {@link org.priceunits.operation.lookup.LookupProvider}. May depend on {@code
 * terminology} and {@code operation.request}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation.lookup;
