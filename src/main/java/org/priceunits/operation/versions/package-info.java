/**
 * The operation {@code $versions}: the FHIR versions that this server supports.
 *
 * <p>Entry: {@link org.priceunits.operation.versions.VersionsProvider}. May depend on {@code
 * terminology} and {@code operation.request}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation.versions;
