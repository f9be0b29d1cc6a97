package org.priceunits.fhir.in;

import java.util.Optional;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

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

  /** The target as a resource of one type; empty where it is not at hand or of another type. */
  default <T extends Resource> Optional<T> resolve(
      DomainResource from, Reference reference, Class<T> type) {
    return resolve(from, reference).filter(type::isInstance).map(type::cast);
  }
}
