/**
 * The operation {@code ValueSet/$expand}.
 *
 * <p>Entry: {@link org.priceunits.operation.expand.ExpandProvider}. May depend on {@code
 * terminology} and {@code operation.request}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation.expand;
