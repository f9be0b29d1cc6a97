package org.priceunits.pricing.read;

import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceType;

/**
 * Finds what a reference points at: contained, in the Bundle, among the resources of the call, or
 * in the store.
 */
public interface References {
  /** Empty where the target is not at hand. */
  Optional<Resource> resolve(DomainResource from, Reference reference);

  /**
   * One text for one target, however it is written: {@code Patient/p1} and the urn of its Bundle
   * entry are the same. Contained resources of two records are two targets, unless an identifier
   * says that they are one.
   *
   * @return empty where the reference names nothing
   */
  String key(DomainResource from, Reference reference);

  /**
   * The type of the target: what the reference says of it, else that of the resource where it is at
   * hand.
   *
   * @return such as {@code Patient}; empty where nothing says it
   */
  default Optional<String> type(DomainResource from, Reference reference) {
    return Optional.ofNullable(reference.getReference())
        .flatMap(References::typeOf)
        .or(() -> statedType(reference))
        .or(() -> resolve(from, reference).map(Resource::fhirType));
  }

  /** Of an address, or of the search that a transaction may have instead of one. */
  private static Optional<String> typeOf(String target) {
    int search = target.indexOf('?');
    String named =
        search < 0
            ? new IdType(target).getResourceType()
            : lastSegment(target.substring(0, search));
    // An address that is not a FHIR server's may have any word in the place of the type.
    return Stream.of(ResourceType.values())
        .map(ResourceType::name)
        .filter(t -> t.equals(named))
        .findFirst();
  }

  private static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** What {@code Reference.type} says, a word or the address of a StructureDefinition. */
  static Optional<String> statedType(Reference reference) {
    return Optional.ofNullable(reference.getType()).map(References::lastSegment);
  }

  /** The target as a resource of one type; empty where it is not at hand or of another type. */
  default <T extends Resource> Optional<T> resolve(
      DomainResource from, Reference reference, Class<T> type) {
    return resolve(from, reference).filter(type::isInstance).map(type::cast);
  }
}
