/**
 * One call of {@code MedicationAdministration/$price-units} without HTTP: FHIR R4 in, draft Claims,
 * results and issues out.
 *
 * <p>Entry: {@link org.priceunits.pricing.PriceUnitsOperation}. May depend on {@code domain},
 * {@code fhir}, {@code units}, {@code knowledge} and its own rooms {@code read} and {@code write}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.pricing;
