package org.priceunits.pricing;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.read.References;

/**
 * Resolves references in the order of the contract: contained, Bundle entry, parameter resource,
 * the store. What another server's record names relatively is never looked up here.
 */
final class CallReferences implements References {
  private final ResourceStore store;
  private final CallResources resources;
  private final Map<Resource, DomainResource> containers = new IdentityHashMap<>();
  private final Map<String, Optional<Resource>> read = new HashMap<>();
  private final Map<Resource, String> contained = new IdentityHashMap<>();

  CallReferences(CallResources resources, ResourceStore store) {
    this.resources = resources;
    this.store = store;
  }

  private String name(DomainResource from, String target) {
    return resources.name(target, base(from));
  }

  /** The server that the resource came from, or its container; null where nothing says it. */
  private @Nullable String base(DomainResource from) {
    return resources.base(containers.getOrDefault(from, from));
  }

  /** How an administration of this call is known; empty for one without address and id. */
  Optional<String> name(Given given) {
    Optional<String> id =
        CallResources.id(given.resource()).map(own -> given.resource().fhirType() + "/" + own);
    String fullUrl = given.fullUrl();
    if (fullUrl != null && CallResources.isAddressOf(given.resource(), fullUrl)) {
      return Optional.of(resources.name(fullUrl, null));
    }
    return resources.nameOf(given.resource()).or(() -> id).or(() -> Optional.ofNullable(fullUrl));
  }

  /** The resource of the call that a reference names; null where it names none of them. */
  private @Nullable Resource given(DomainResource from, String target) {
    Resource given = resources.named(name(from, target));
    // From outside the entries, type and id are enough where only one resource has them.
    return given != null || base(from) != null ? given : resources.only(new IdType(target));
  }

  @Override
  public Optional<Resource> resolve(DomainResource from, Reference reference) {
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

  /** What a contained resource refers to stands beside it, or where its container came from. */
  private Optional<Resource> contained(DomainResource container, String id) {
    Optional<Resource> found =
        container.getContained().stream().filter(r -> contains(r, id)).findFirst();
    found.ifPresent(r -> containers.put(r, container));
    return found;
  }

  /** Parsed contained resources have their id with or without the hash, by parser. */
  private static boolean contains(Resource contained, String id) {
    String own = contained.getIdElement().getIdPart();
    return own != null && (own.equals(id) || own.equals("#" + id));
  }

  /**
   * A relative reference of an entry that came from another server than this is not of this one.
   */
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
            k -> store.read(id.getResourceType(), id.getIdPart()))
        : Optional.empty();
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
      return resolve(from, reference).map(this::keyOfContained).orElse("");
    }
    String name = name(from, target);
    Resource given = given(from, target);
    return given == null ? name : resources.nameOf(given).orElse(name);
  }

  /** Two records that both contain a {@code #p} do not speak of one patient. */
  private String keyOfContained(Resource resource) {
    return CallResources.identifier(resource)
        .map(i -> resources.nameByIdentifier(resource.fhirType(), i))
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> contained.computeIfAbsent(resource, r -> "#" + contained.size()));
  }

  /**
   * The reference as another resource can carry it: what is contained, or came in a Bundle without
   * an id, is named by its identifier, what has an id by that, and what is of another server by its
   * address.
   *
   * @return without any content where the reference names nothing that can be carried over
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
      // The parser has linked the resource, whose urn would be written again.
      carried.setReference(null).setResource(null);
      resource.ifPresent(r -> carried.setType(r.fhirType()));
      identifier.ifPresent(i -> carried.setIdentifier(i.copy()));
    }
    return carried;
  }
}
