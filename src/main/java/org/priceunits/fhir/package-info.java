/**
 * What the two FHIR sides share: the addresses of systems and of our own definitions.
 *
 * <p>Entry: {@link org.priceunits.fhir.Canonicals}. Depends on {@code java.*} only.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.fhir;
