/**
 * Writes FHIR R4 resources from domain objects and CMS records.
 *
 * <p>Entry: one writer per resource, named for what it writes. May depend on {@code domain}, {@code
 * cms} and {@code fhir}; never on {@code fhir.in}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.fhir.out;
