package org.priceunits.operation.priceunits;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
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
  private final Map<Resource, String> contained = new IdentityHashMap<>();

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
    Resource given = given(target);
    return given != null ? Optional.of(given) : stored(new IdType(target));
  }

  private @Nullable Resource given(String target) {
    Resource given = resources.get(target);
    IdType id = new IdType(target);
    return given == null && id.hasResourceType() && id.hasIdPart()
        ? resources.get(id.getResourceType() + "/" + id.getIdPart())
        : given;
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
  public String key(DomainResource from, Reference reference) {
    String target = reference.getReference();
    if (target == null) {
      return reference.hasIdentifier() ? name(reference.getIdentifier()) : "";
    }
    if (target.startsWith("#")) {
      return resolve(from, reference).map(this::keyOfContained).orElse("");
    }
    Resource given = given(target);
    if (given != null && given.getIdElement().hasIdPart()) {
      return given.fhirType() + "/" + given.getIdElement().getIdPart();
    }
    IdType id = new IdType(target);
    return id.hasResourceType() && id.hasIdPart() ? id.toVersionless().getValue() : target;
  }

  /** Two records that both contain a {@code #p} do not speak of one patient. */
  private String keyOfContained(Resource resource) {
    return identifier(resource)
        .map(CallReferences::name)
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> contained.computeIfAbsent(resource, r -> "#" + contained.size()));
  }

  private static Optional<Identifier> identifier(Resource resource) {
    Property property = resource.getNamedProperty("identifier");
    List<Base> values = property == null ? List.of() : property.getValues();
    return values.stream()
        .filter(Identifier.class::isInstance)
        .map(Identifier.class::cast)
        .findFirst();
  }

  /** One text for an identifier; empty where it has no value. */
  static String name(Identifier identifier) {
    String system = identifier.hasSystem() ? identifier.getSystem() : "";
    return identifier.hasValue() ? system + "|" + identifier.getValue() : "";
  }

  /**
   * The reference as another resource can carry it: what is contained is named by its identifier,
   * and what came in a Bundle by its id where it has one.
   *
   * @return without any content where the reference names nothing that can be carried over
   */
  Reference carried(DomainResource from, Reference reference) {
    Reference carried = reference.copy();
    String target = reference.getReference();
    if (target == null) {
      return carried;
    }
    if (target.startsWith("#")) {
      carried.setReference(null);
      resolve(from, reference)
          .ifPresent(
              resource -> {
                carried.setType(resource.fhirType());
                identifier(resource).ifPresent(i -> carried.setIdentifier(i.copy()));
              });
      return carried;
    }
    Resource given = target.startsWith("urn:") ? given(target) : null;
    return given != null && given.getIdElement().hasIdPart()
        ? carried.setReference(given.fhirType() + "/" + given.getIdElement().getIdPart())
        : carried;
  }
}
