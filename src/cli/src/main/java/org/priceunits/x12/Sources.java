package org.priceunits.x12;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.pricing.read.References;

/** What the claims refer to, and where each resource stands in the body of the call. */
final class Sources {
  private final References references;
  private final Map<Resource, String> paths;

  /**
   * @param paths FHIRPath of each resource that stands in the body, by identity
   */
  Sources(References references, Map<Resource, String> paths) {
    this.references = references;
    this.paths = new IdentityHashMap<>(paths);
  }

  <T extends Resource> Optional<T> resolve(
      DomainResource from, Reference reference, Class<T> type) {
    return references.resolve(from, reference, type);
  }

  /** Returns the same text for the same target. */
  String key(DomainResource from, Reference reference) {
    return references.key(from, reference);
  }

  /**
   * Returns the path of an element.
   *
   * @param element with its leading dot; empty for the resource itself
   */
  String path(Resource resource, String element) {
    return paths.getOrDefault(resource, resource.fhirType()) + element;
  }
}
