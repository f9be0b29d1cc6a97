/**
 * What all readers and writers of FHIR R4 share: the addresses of systems and of our own
 * definitions, and access to values.
 *
 * <p>Entry: {@link org.priceunits.fhir.Canonicals}. May depend on {@code domain}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.fhir;
