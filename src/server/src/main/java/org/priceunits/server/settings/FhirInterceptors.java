package org.priceunits.server.settings;

import java.util.List;

/**
 * Interceptors of the FHIR servlet contributed by another package; each bean of this type is
 * registered.
 *
 * @param interceptors objects with hook methods
 */
public record FhirInterceptors(List<Object> interceptors) {}
