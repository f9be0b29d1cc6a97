/**
 * Reads the FHIR R4 resources of a call into the domain: administrations, claims, settings,
 * modifiers.
 *
 * <p>Entry: {@link org.priceunits.pricing.read.AdministrationReader} and {@link
 * org.priceunits.pricing.read.ClaimReader}. May depend on {@code domain}, {@code fhir} and {@code
 * knowledge}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.pricing.read;
