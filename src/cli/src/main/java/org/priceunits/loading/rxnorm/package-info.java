/**
 * Reader of the files in which the National Library of Medicine publishes RxNorm (RRF): bytes in,
 * the drugs of the packages that are asked for out.
 *
 * <p>Entry: {@link org.priceunits.loading.rxnorm.RxNorm}. May depend on {@code loading.cms} for
 * what all readings have in common, and on {@code domain}; knows neither FHIR nor Spring.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.loading.rxnorm;
