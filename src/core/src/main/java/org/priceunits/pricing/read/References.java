package org.priceunits.pricing.read;

import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceType;

/**
 * Resolves references: contained, in the Bundle, among the resources of the call, or in the store.
 */
public interface References {
  /** Returns the target; empty if it is not available. */
  Optional<Resource> resolve(DomainResource from, Reference reference);

  /**
   * Returns the same text for the same target, however it is referenced: {@code Patient/p1} and the
   * urn of its Bundle entry are the same. Contained resources of two records are two targets,
   * unless they share an identifier.
   *
   * @return empty if the reference names nothing
   */
  String key(DomainResource from, Reference reference);

  /**
   * Returns the type of the target: as stated by the reference, otherwise that of the resource if
   * it is available.
   *
   * @return such as {@code Patient}; empty if unknown
   */
  default Optional<String> type(DomainResource from, Reference reference) {
    return Optional.ofNullable(reference.getReference())
        .flatMap(References::typeOf)
        .or(() -> statedType(reference))
        .or(() -> resolve(from, reference).map(Resource::fhirType));
  }

  /**
   * Returns the type in a URL, or in the conditional reference that a transaction may use instead.
   */
  private static Optional<String> typeOf(String target) {
    int search = target.indexOf('?');
    String named =
        search < 0
            ? new IdType(target).getResourceType()
            : lastSegment(target.substring(0, search));
    // A URL that is not a FHIR server's may have any word in the position of the type.
    return Stream.of(ResourceType.values())
        .map(ResourceType::name)
        .filter(t -> t.equals(named))
        .findFirst();
  }

  private static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Returns the type in {@code Reference.type}, given as a name or as the URL of a
   * StructureDefinition.
   */
  static Optional<String> statedType(Reference reference) {
    return Optional.ofNullable(reference.getType()).map(References::lastSegment);
  }

  /**
   * Returns the target as a resource of one type; empty if it is not available or of another type.
   */
  default <T extends Resource> Optional<T> resolve(
      DomainResource from, Reference reference, Class<T> type) {
    return resolve(from, reference).filter(type::isInstance).map(type::cast);
  }
}
