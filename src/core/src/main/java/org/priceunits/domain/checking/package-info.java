/**
 * Compares the billed lines of a claim with the lines that its administrations give.
 *
 * <p>Entry: {@link org.priceunits.domain.checking.ClaimCheck}. Depends on the other packages of
 * {@code domain}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.checking;
