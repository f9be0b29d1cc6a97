/**
 * Reads FHIR R4: hosted resources into catalogs, and the resources of a call into administrations.
 *
 * <p>Entry: {@link org.priceunits.fhir.in.KnowledgeReader} and {@link
 * org.priceunits.fhir.in.AdministrationReader}. May depend on {@code domain}, {@code cms} and
 * {@code fhir}; never on {@code fhir.out}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.fhir.in;
