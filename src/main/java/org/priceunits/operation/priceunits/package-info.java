/**
 * {@code MedicationAdministration/$price-units}: administered drugs in, claim lines out.
 *
 * <p>Entry: {@link org.priceunits.operation.priceunits.PriceUnitsProvider} over HTTP, {@link
 * org.priceunits.operation.priceunits.PriceUnits} without a server. May depend on {@code fhir},
 * {@code domain} and {@code terminology}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation.priceunits;
