/** The specification of {@code $price-units}, tested case by case without a server. */
package org.priceunits.pricing;
