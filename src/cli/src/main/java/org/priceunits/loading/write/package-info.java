/**
 * Writes the records of published files as FHIR R4 resources: code systems, concept maps, fees,
 * packages, provenance.
 *
 * <p>Entry: one writer per resource, named for what it writes. May depend on {@code loading.cms},
 * {@code domain} and {@code fhir}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.loading.write;
