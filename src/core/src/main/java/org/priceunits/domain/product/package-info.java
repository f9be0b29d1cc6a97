/**
 * What a drug is to a biller: its code, what one unit of the code stands for, its packages, and
 * when each of these held.
 *
 * <p>Entry: {@link org.priceunits.domain.product.CodeCatalog} and {@link
 * org.priceunits.domain.product.ProductCatalog}. Depends on {@code domain.dose}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.product;
