package org.priceunits.server.settings;

import java.util.List;

/**
 * Interceptors of the FHIR servlet that another package brings; each bean of this type is
 * registered.
 *
 * @param interceptors objects with hooks
 */
public record FhirInterceptors(List<Object> interceptors) {}
