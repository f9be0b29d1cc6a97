/**
 * {@code MedicationAdministration/$price-units}: turns administered drugs into claim lines.
 *
 * <p>Entry: {@link org.priceunits.operation.priceunits.PriceUnitsProvider} over HTTP, {@link
 * org.priceunits.operation.priceunits.PriceUnits} without a server. May depend on {@code fhir},
 * {@code domain} and {@code terminology}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation.priceunits;
