/**
 * Drugs as a biller knows them: codes, the amount that one unit of a code stands for, and packages,
 * each with its dates of validity.
 *
 * <p>Entry: {@link org.priceunits.domain.product.CodeCatalog} and {@link
 * org.priceunits.domain.product.ProductCatalog}. Depends on {@code domain.dose}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.product;
