package org.priceunits.pricing;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.read.References;

/**
 * Resolves references in the documented order: contained, Bundle entry, parameter resource, store.
 * A relative reference in another server's record is never looked up in this server's store.
 */
final class CallReferences implements References {
  private final ResourceStore store;
  private final CallResources resources;
  private final Map<Resource, DomainResource> containers = new IdentityHashMap<>();
  private final Map<String, Optional<Resource>> read = new HashMap<>();
  private final Map<Resource, String> contained = new IdentityHashMap<>();
  private final Map<Resource, Map<String, Resource>> inside = new IdentityHashMap<>();
  private final Set<Resource> undecided = Collections.newSetFromMap(new IdentityHashMap<>(0));
  private final Map<Resource, Optional<ResourceFault>> judged = new IdentityHashMap<>();
  private final Set<ResourceFault> faults = new LinkedHashSet<>();

  /**
   * @param undecided resources of the call of which it has other versions without an order
   */
  CallReferences(CallResources resources, Set<Resource> undecided, ResourceStore store) {
    this.resources = resources;
    this.undecided.addAll(undecided);
    this.store = store;
  }

  private String name(DomainResource from, String target) {
    return resources.name(target, base(from));
  }

  /** Returns the base URL that the resource, or its container, came from; null if unknown. */
  private @Nullable String base(DomainResource from) {
    return resources.base(containers.getOrDefault(from, from));
  }

  /** Returns the name of an administration of this call; empty for one without address and id. */
  Optional<String> name(GivenAdministration given) {
    Optional<String> id =
        CallResources.id(given.resource()).map(own -> given.resource().fhirType() + "/" + own);
    String fullUrl = given.fullUrl();
    if (fullUrl != null && CallResources.isAddressOf(given.resource(), fullUrl)) {
      return Optional.of(resources.name(fullUrl, null));
    }
    return resources.nameOf(given.resource()).or(() -> id).or(() -> Optional.ofNullable(fullUrl));
  }

  /**
   * Returns the names of the administrations that a record is part of. Includes the bare
   * identifier, which another resource of the call may have as well.
   */
  Stream<String> wholesOf(GivenAdministration part) {
    return part.resource().getPartOf().stream().flatMap(whole -> names(part.resource(), whole));
  }

  private Stream<String> names(DomainResource part, Reference whole) {
    Stream<String> key = Stream.of(key(part, whole));
    return whole.hasIdentifier()
        ? Stream.concat(key, Stream.of(CallResources.name(whole.getIdentifier())))
        : key;
  }

  /** Returns the resource of the call that a reference names; null if it names none of them. */
  private @Nullable Resource given(DomainResource from, String target) {
    Resource given = resources.named(name(from, target));
    // Outside the entries, type and id suffice if only one resource has them.
    return given != null || base(from) != null ? given : resources.only(new IdType(target));
  }

  /** A resource that was withdrawn is passed over, and its fault remembered. */
  @Override
  public Optional<Resource> resolve(DomainResource from, Reference reference) {
    Optional<Resource> found = find(from, reference);
    Optional<ResourceFault> fault = found.flatMap(this::fault);
    fault.ifPresent(faults::add);
    return fault.filter(f -> !f.refuses()).isPresent() ? Optional.empty() : found;
  }

  /** Returns the faults of the resources that were resolved since it was asked last. */
  List<ResourceFault> faults() {
    List<ResourceFault> met = List.copyOf(faults);
    faults.clear();
    return met;
  }

  /** Returns true if the target is available and is passed over. */
  boolean isWithdrawn(DomainResource from, Reference reference) {
    return find(from, reference).flatMap(this::fault).filter(f -> !f.refuses()).isPresent();
  }

  /** Administrations and dispenses are judged by those who read them. */
  private Optional<ResourceFault> fault(Resource resource) {
    return resource instanceof MedicationAdministration || resource instanceof MedicationDispense
        ? Optional.empty()
        : judged.computeIfAbsent(
            resource,
            any ->
                undecided.contains(resource)
                    ? Optional.of(ResourceFault.undecided(resource))
                    : ResourceFault.of(resource));
  }

  private Optional<Resource> find(DomainResource from, Reference reference) {
    String target = reference.getReference();
    if (target == null) {
      return Optional.ofNullable(reference.getResource())
          .filter(Resource.class::isInstance)
          .map(Resource.class::cast)
          .or(() -> Optional.ofNullable(resources.named(key(from, reference))));
    }
    if (target.startsWith("#")) {
      return contained(containers.getOrDefault(from, from), target.substring(1));
    }
    Resource given = given(from, target);
    return given != null ? Optional.of(given) : stored(from, new IdType(target));
  }

  /**
   * A reference in a contained resource resolves within its container, or relative to where the
   * container came from.
   */
  private Optional<Resource> contained(DomainResource container, String id) {
    Optional<Resource> found =
        Optional.ofNullable(inside.computeIfAbsent(container, any -> byId(container)).get(id));
    found.ifPresent(r -> containers.put(r, container));
    return found;
  }

  /** The id of a parsed contained resource may start with a hash, depending on the parser. */
  private static Map<String, Resource> byId(DomainResource container) {
    Map<String, Resource> byId = new HashMap<>();
    for (Resource resource : container.getContained()) {
      String own = resource.getIdElement().getIdPart();
      if (own != null) {
        byId.putIfAbsent(own.startsWith("#") ? own.substring(1) : own, resource);
      }
    }
    return byId;
  }

  /** A relative reference in an entry from another server does not point to this server. */
  private String withBase(DomainResource from, String target) {
    String name = name(from, target);
    return new IdType(name).isAbsolute() ? name : target;
  }

  private Optional<Resource> stored(DomainResource from, IdType id) {
    String base = id.isAbsolute() ? id.getBaseUrl() : base(from);
    boolean local =
        id.hasResourceType() && id.hasIdPart() && (base == null || base.equals(store.base()));
    return local
        ? read.computeIfAbsent(
            id.toUnqualifiedVersionless().getValue(),
            k -> stored(id.getResourceType(), id.getIdPart()))
        : Optional.empty();
  }

  private Optional<Resource> stored(String type, String id) {
    Optional<Resource> found = store.read(type, id);
    found.filter(any -> store.isUndecided(type, id)).ifPresent(undecided::add);
    return found;
  }

  @Override
  public String key(DomainResource from, Reference reference) {
    String target = reference.getReference();
    if (target == null) {
      return reference.hasIdentifier()
          ? resources.nameByIdentifier(
              References.statedType(reference).orElse(""), reference.getIdentifier())
          : "";
    }
    if (target.startsWith("#")) {
      return find(from, reference).map(this::keyOfContained).orElse("");
    }
    String name = name(from, target);
    Resource given = given(from, target);
    return given == null ? name : resources.nameOf(given).orElse(name);
  }

  /** Two records that both contain a {@code #p} do not refer to the same patient. */
  private String keyOfContained(Resource resource) {
    return CallResources.identifier(resource)
        .map(i -> resources.nameByIdentifier(resource.fhirType(), i))
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> contained.computeIfAbsent(resource, r -> "#" + contained.size()));
  }

  /**
   * Returns the reference in a form that another resource can carry: by identifier for a contained
   * resource or a Bundle entry without an id, by id for a resource that has one, and by absolute
   * URL for a resource of another server.
   *
   * @return an empty reference if nothing can be carried over
   */
  Reference carried(DomainResource from, Reference reference) {
    String target = reference.getReference();
    boolean inside = target != null && target.startsWith("#");
    if (target == null) {
      return reference.copy();
    }
    Reference carried = reference.copy();
    if (!inside && !CallResources.isUrn(target)) {
      return carried.setReference(withBase(from, target));
    }
    Optional<Resource> resource = resolve(from, reference);
    Optional<String> id = resource.flatMap(CallResources::id);
    if (!inside && id.isPresent()) {
      return carried.setReference(resource.get().fhirType() + "/" + id.get());
    }
    Optional<Identifier> identifier = resource.flatMap(CallResources::identifier);
    if (inside || identifier.isPresent()) {
      // The parser has linked the resource, so its urn would be written again.
      carried.setReference(null).setResource(null);
      resource.ifPresent(r -> carried.setType(r.fhirType()));
      identifier.ifPresent(i -> carried.setIdentifier(i.copy()));
    }
    return carried;
  }
}
