/**
 * The operation {@code CodeSystem/$subsumes}.
 *
 * <p>Entry: {@link org.priceunits.operation.subsumes.SubsumesProvider}. May depend on {@code
 * terminology} and {@code operation.request}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation.subsumes;
