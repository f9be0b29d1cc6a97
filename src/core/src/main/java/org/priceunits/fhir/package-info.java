/**
 * Names the systems and our own definitions by their addresses, and reads FHIR R4 values, for all
 * readers and writers, and limits what may be parsed.
 *
 * <p>Entry: {@link org.priceunits.fhir.Canonicals}. May depend on {@code domain}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.fhir;
