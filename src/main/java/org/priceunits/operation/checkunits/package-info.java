/**
 * {@code Claim/$check-units}: compares a submitted claim with the lines that its administrations
 * give.
 *
 * <p>Entry: {@link org.priceunits.operation.checkunits.CheckUnitsProvider} over HTTP, {@link
 * org.priceunits.operation.checkunits.CheckUnits} without a server. May depend on {@code
 * operation.priceunits}, {@code fhir} and {@code domain}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation.checkunits;
