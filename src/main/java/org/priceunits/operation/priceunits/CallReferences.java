package org.priceunits.operation.priceunits;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.in.References;
import org.priceunits.operation.ResourceStore;

/**
 * Resolves references in the order of the contract: contained, Bundle entry, parameter resource,
 * the store.
 */
final class CallReferences implements References {
  private final Map<String, Resource> resources;
  private final ResourceStore store;
  private final Map<String, Optional<Resource>> read = new HashMap<>();

  CallReferences(Map<String, Resource> resources, ResourceStore store) {
    this.resources = resources;
    this.store = store;
  }

  @Override
  public Optional<Resource> resolve(DomainResource from, Reference reference) {
    String target = reference.getReference();
    if (target == null) {
      return Optional.ofNullable(reference.getResource())
          .filter(Resource.class::isInstance)
          .map(Resource.class::cast);
    }
    if (target.startsWith("#")) {
      return from.getContained().stream().filter(r -> contains(r, target.substring(1))).findFirst();
    }
    Resource given = resources.get(target);
    IdType id = new IdType(target);
    if (given == null && id.hasResourceType() && id.hasIdPart()) {
      given = resources.get(id.getResourceType() + "/" + id.getIdPart());
    }
    return given != null ? Optional.of(given) : stored(id);
  }

  /** Parsed contained resources have their id with or without the hash, by parser. */
  private static boolean contains(Resource contained, String id) {
    String own = contained.getIdElement().getIdPart();
    return own != null && (own.equals(id) || own.equals("#" + id));
  }

  private Optional<Resource> stored(IdType id) {
    boolean local = id.hasResourceType() && id.hasIdPart() && !id.isAbsolute();
    return local
        ? read.computeIfAbsent(
            id.toUnqualifiedVersionless().getValue(),
            k -> store.read(id.getResourceType(), id.getIdPart()))
        : Optional.empty();
  }

  @Override
  public String key(Reference reference) {
    String target = reference.getReference();
    if (target == null) {
      return reference.getIdentifier().hasValue()
          ? reference.getIdentifier().getSystem() + "|" + reference.getIdentifier().getValue()
          : "";
    }
    Resource given = resources.get(target);
    if (given != null && given.getIdElement().hasIdPart()) {
      return given.fhirType() + "/" + given.getIdElement().getIdPart();
    }
    IdType id = new IdType(target);
    return id.hasResourceType() && id.hasIdPart()
        ? id.getResourceType() + "/" + id.getIdPart()
        : target;
  }
}
