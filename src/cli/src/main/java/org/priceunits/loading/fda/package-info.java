/**
 * Readers for the files that the FDA publishes: bytes in, records out, each record with the line it
 * stood on.
 *
 * <p>Entry: {@link org.priceunits.loading.fda.NdcDirectory} and {@link
 * org.priceunits.loading.fda.PurpleBookFile}, each answering with a {@link
 * org.priceunits.loading.cms.Reading}. May depend on {@code loading.cms} for what all tables have
 * in common, and on {@code domain}; knows neither FHIR nor Spring.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.loading.fda;
