/** The contract of {@code $price-units}, shown case by case without a server. */
package org.priceunits.pricing;
