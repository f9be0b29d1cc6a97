/**
 * Shared by both FHIR packages: the canonical URLs of code systems and of our own definitions.
 *
 * <p>Entry: {@link org.priceunits.fhir.Canonicals}. Depends on {@code java.*} only.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.fhir;
