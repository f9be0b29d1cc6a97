package org.priceunits.server.operation;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.pricing.ResourceStore;

/** The stored resource that an operation on an instance is about. */
final class StoredInstance {
  private StoredInstance() {}

  /** Reads it; one that does not exist is answered 404. */
  static <T extends Resource> T read(ResourceStore store, Class<T> type, IdType id) {
    return store
        .read(type.getSimpleName(), id.getIdPart())
        .map(type::cast)
        .orElseThrow(() -> new ResourceNotFoundException(id));
  }
}
