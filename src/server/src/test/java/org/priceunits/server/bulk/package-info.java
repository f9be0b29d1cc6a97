/** Tests of the asynchronous form of {@code $price-units}. */
@org.jspecify.annotations.NullMarked
package org.priceunits.server.bulk;
