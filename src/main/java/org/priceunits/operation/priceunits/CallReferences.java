package org.priceunits.operation.priceunits;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * the store. Where all records of a call come from one server, their resources are known by type
 * and id; where they come from several, those of other servers than this one by their whole
 * address. What another server's record names relatively is never looked up here.
 */
final class CallReferences implements References {
  private final ResourceStore store;
  private final @Nullable String home;
  private final Map<String, Resource> resources = new HashMap<>();
  private final Map<String, Set<Resource>> byTypeAndId = new HashMap<>();
  private final Map<Resource, String> names = new IdentityHashMap<>();
  private final Map<Resource, String> bases = new IdentityHashMap<>();
  private final Map<Resource, DomainResource> containers = new IdentityHashMap<>();
  private final Map<String, Optional<Resource>> read = new HashMap<>();
  private final Map<Resource, String> contained = new IdentityHashMap<>();
  private final Map<String, Set<String>> identified = new HashMap<>();

  /**
   * @param resources by the address of their Bundle entry, and by type and id
   * @param withStored true where the call prices administrations of this server too
   */
  CallReferences(Map<String, Resource> resources, boolean withStored, ResourceStore store) {
    this.store = store;
    resources.forEach(
        (address, resource) -> {
          if (isAddressOf(resource, address)) {
            bases.put(resource, new IdType(address).getBaseUrl());
          }
        });
    Set<String> servers = new HashSet<>(bases.values());
    boolean one = servers.size() == 1 && !withStored;
    this.home = one ? servers.iterator().next() : store.base();
    // What has an address owns its type and id before what has none.
    resources.forEach(
        (address, resource) -> {
          if (isAddressOf(resource, address)) {
            named(address, resource);
          }
        });
    resources.forEach(
        (address, resource) -> {
          if (!isAddressOf(resource, address)) {
            named(address, resource);
          }
        });
    names.forEach(
        (resource, name) ->
            identifiers(resource)
                .forEach(
                    own -> {
                      identify(resource.fhirType(), own, name);
                      identify("", own, name);
                    }));
  }

  private void named(String address, Resource resource) {
    byTypeAndId.computeIfAbsent(plain(new IdType(address)), any -> sameObjects()).add(resource);
    String name = name(address, null);
    if (resources.putIfAbsent(name, resource) == null) {
      names.merge(resource, name, (one, other) -> isUrn(one) ? other : one);
    }
  }

  /** By type and identifier, and by identifier alone for references that say no type. */
  private void identify(String type, Identifier identifier, String name) {
    identified.computeIfAbsent(type + " " + name(identifier), any -> new HashSet<>(2)).add(name);
  }

  private static Set<Resource> sameObjects() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** Whether an entry's address is {@code base/Type/id}; others say nothing about a server. */
  static boolean isAddressOf(Resource resource, String address) {
    IdType id = new IdType(address);
    return id.isAbsolute() && resource.fhirType().equals(id.getResourceType()) && id.hasIdPart();
  }

  private static String plain(IdType id) {
    return id.getResourceType() + "/" + id.getIdPart();
  }

  /**
   * @param base of the resource that holds the reference, for a relative one
   */
  private String name(String target, @Nullable String base) {
    IdType id = new IdType(target);
    // A search instead of an id keeps its question mark, and whatever stands behind it.
    if (!id.hasResourceType() || !id.hasIdPart() || id.hasBaseUrl() && !id.isAbsolute()) {
      return target;
    }
    String from = id.isAbsolute() ? id.getBaseUrl() : base;
    return from == null || from.equals(home) ? plain(id) : from + "/" + plain(id);
  }

  private String name(DomainResource from, String target) {
    return name(target, base(from));
  }

  /** The server that the resource came from, or its container; null where nothing says it. */
  private @Nullable String base(DomainResource from) {
    return bases.get(containers.getOrDefault(from, from));
  }

  /** How an administration of this call is known; empty for one without address and id. */
  Optional<String> name(Given given) {
    Optional<String> id = id(given.resource()).map(own -> given.resource().fhirType() + "/" + own);
    String fullUrl = given.fullUrl();
    if (fullUrl != null && isAddressOf(given.resource(), fullUrl)) {
      return Optional.of(name(fullUrl, null));
    }
    return Optional.ofNullable(names.get(given.resource()))
        .or(() -> id)
        .or(() -> Optional.ofNullable(fullUrl));
  }

  /** The resource of the call that a reference names; null where it names none of them. */
  private @Nullable Resource given(DomainResource from, String target) {
    Resource given = resources.get(name(from, target));
    if (given != null || base(from) != null) {
      return given;
    }
    // From outside the entries, type and id are enough where only one resource has them.
    IdType id = new IdType(target);
    Set<Resource> known =
        id.isAbsolute() ? Set.of() : byTypeAndId.getOrDefault(plain(id), Set.of());
    return known.size() == 1 ? known.iterator().next() : null;
  }

  /** Its own id; the parser gives a resource without one the urn of its Bundle entry. */
  static Optional<String> id(Resource resource) {
    return Optional.ofNullable(resource.getIdElement().getIdPart()).filter(id -> !isUrn(id));
  }

  static boolean isUrn(String text) {
    return text.startsWith("urn:");
  }

  @Override
  public Optional<Resource> resolve(DomainResource from, Reference reference) {
    String target = reference.getReference();
    if (target == null) {
      return Optional.ofNullable(reference.getResource())
          .filter(Resource.class::isInstance)
          .map(Resource.class::cast)
          .or(() -> Optional.ofNullable(resources.get(key(from, reference))));
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
          ? nameBy(References.statedType(reference).orElse(""), reference.getIdentifier())
          : "";
    }
    if (target.startsWith("#")) {
      return resolve(from, reference).map(this::keyOfContained).orElse("");
    }
    String name = name(from, target);
    Resource given = given(from, target);
    return given == null ? name : names.getOrDefault(given, name);
  }

  /**
   * The one resource of the call that has the identifier, else the identifier itself. Of several
   * that a reference without a type may mean, the one patient.
   */
  private String nameBy(String type, Identifier identifier) {
    String text = name(identifier);
    Set<String> known = identified.getOrDefault(type + " " + text, Set.of());
    if (known.size() > 1 && type.isEmpty()) {
      known = identified.getOrDefault("Patient " + text, Set.of());
    }
    return known.size() == 1 ? known.iterator().next() : text;
  }

  /** Two records that both contain a {@code #p} do not speak of one patient. */
  private String keyOfContained(Resource resource) {
    return identifier(resource)
        .map(i -> nameBy(resource.fhirType(), i))
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> contained.computeIfAbsent(resource, r -> "#" + contained.size()));
  }

  private static Optional<Identifier> identifier(Resource resource) {
    return identifiers(resource).stream().findFirst();
  }

  private static List<Identifier> identifiers(Resource resource) {
    Property property = resource.getNamedProperty("identifier");
    List<Base> values = property == null ? List.of() : property.getValues();
    return values.stream()
        .filter(Identifier.class::isInstance)
        .map(Identifier.class::cast)
        .filter(Identifier::hasValue)
        .toList();
  }

  /** One text for an identifier; empty where it has no value. */
  static String name(Identifier identifier) {
    String system = identifier.hasSystem() ? identifier.getSystem() : "";
    return identifier.hasValue() ? system + "|" + identifier.getValue() : "";
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
    if (!inside && !isUrn(target)) {
      return carried.setReference(withBase(from, target));
    }
    Optional<Resource> resource = resolve(from, reference);
    Optional<String> id = resource.flatMap(CallReferences::id);
    if (!inside && id.isPresent()) {
      return carried.setReference(resource.get().fhirType() + "/" + id.get());
    }
    Optional<Identifier> identifier = resource.flatMap(CallReferences::identifier);
    if (inside || identifier.isPresent()) {
      // The parser has linked the resource, whose urn would be written again.
      carried.setReference(null).setResource(null);
      resource.ifPresent(r -> carried.setType(r.fhirType()));
      identifier.ifPresent(i -> carried.setIdentifier(i.copy()));
    }
    return carried;
  }
}
