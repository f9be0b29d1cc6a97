/**
 * One call of {@code MedicationAdministration/$price-units} without HTTP: FHIR R4 in, draft Claims,
 * results and issues out.
 *
 * <p>Entry: {@link org.priceunits.pricing.ClaimPricer} for programs; {@link
 * org.priceunits.pricing.PriceUnitsOperation}, {@link org.priceunits.pricing.CallEnvironment} and
 * {@link org.priceunits.pricing.ResourceStore} are public for the server. May depend on {@code
 * domain}, {@code fhir}, {@code units}, {@code knowledge} and its own rooms {@code read} and {@code
 * write}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.pricing;
