/**
 * Writes what was priced as FHIR R4: Claims with their working, OperationOutcomes, differences.
 *
 * <p>Entry: {@link org.priceunits.pricing.write.ClaimWriter} and {@link
 * org.priceunits.pricing.write.OutcomeWriter}. May depend on {@code domain} and {@code fhir}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.pricing.write;
