/**
 * Compares the lines that someone billed with the lines that the administrations give.
 *
 * <p>Entry: {@link org.priceunits.domain.checking.ClaimCheck}. Depends on the other packages of
 * {@code domain}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.checking;
