/**
 * Prices files without a server or a database: reads documents, prices them with the reference data
 * in the jar, and prints lines and refusals.
 *
 * <p>Entry: {@link org.priceunits.cli.price.LocalPricing}. May depend on everything but {@code
 * server}; neither Spring nor JPA is loaded on this path.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.cli.price;
