package org.priceunits.pricing;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a call and their names. A resource is named by type and id if all records come
 * from one server; otherwise resources of other servers are named by absolute URL, and resources
 * without an id by the urn of their Bundle entry.
 */
final class CallResources {
  private final @Nullable String home;
  private final Map<String, Resource> resources = new HashMap<>();
  private final Map<String, Set<Resource>> byTypeAndId = new HashMap<>();
  private final Map<Resource, String> names = new IdentityHashMap<>();
  private final Map<Resource, String> bases = new IdentityHashMap<>();
  private final Map<String, Set<String>> identified = new HashMap<>();

  /**
   * @param resources by the URL of their Bundle entry, and by type and id
   * @param withStored true if the call also prices administrations stored on this server
   * @param here the base URL of this server; absent if there is none
   */
  CallResources(Map<String, Resource> resources, boolean withStored, @Nullable String here) {
    resources.forEach(
        (address, resource) -> {
          if (isAddressOf(resource, address)) {
            bases.put(resource, new IdType(address).getBaseUrl());
          }
        });
    Set<String> servers = new HashSet<>(bases.values());
    boolean one = servers.size() == 1 && !withStored;
    this.home = one ? servers.iterator().next() : here;
    // Resources with a URL claim their type and id before those without one.
    resources.forEach(
        (address, resource) -> {
          if (isAddressOf(resource, address)) {
            add(address, resource);
          }
        });
    resources.forEach(
        (address, resource) -> {
          if (!isAddressOf(resource, address)) {
            add(address, resource);
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

  private void add(String address, Resource resource) {
    byTypeAndId
        .computeIfAbsent(
            plain(new IdType(address)), any -> Collections.newSetFromMap(new IdentityHashMap<>()))
        .add(resource);
    String name = name(address, null);
    if (resources.putIfAbsent(name, resource) == null) {
      names.merge(resource, name, (one, other) -> isUrn(one) ? other : one);
    }
  }

  /**
   * Indexes a resource by type and identifier, and by identifier alone for references without a
   * type.
   */
  private void identify(String type, Identifier identifier, String name) {
    identified.computeIfAbsent(type + " " + name(identifier), any -> new HashSet<>(2)).add(name);
  }

  /**
   * Returns true if an entry's URL is {@code base/Type/id}; other URLs do not identify a server.
   */
  static boolean isAddressOf(Resource resource, String address) {
    IdType id = new IdType(address);
    return id.isAbsolute() && resource.fhirType().equals(id.getResourceType()) && id.hasIdPart();
  }

  private static String plain(IdType id) {
    return id.getResourceType() + "/" + id.getIdPart();
  }

  /**
   * Returns the name of a reference's target in this call.
   *
   * @param base base URL of the resource that holds the reference, for a relative one
   */
  String name(String target, @Nullable String base) {
    IdType id = new IdType(target);
    // A conditional reference instead of an id keeps its question mark and everything after it.
    if (!id.hasResourceType() || !id.hasIdPart() || id.hasBaseUrl() && !id.isAbsolute()) {
      return target;
    }
    String from = id.isAbsolute() ? id.getBaseUrl() : base;
    return from == null || from.equals(home) ? plain(id) : from + "/" + plain(id);
  }

  /** Returns the name of one of the resources; absent for any other. */
  Optional<String> nameOf(Resource resource) {
    return Optional.ofNullable(names.get(resource));
  }

  /** Returns the base URL of the server that a resource came from; null if unknown. */
  @Nullable String base(Resource resource) {
    return bases.get(resource);
  }

  /** Returns the resource with a name; null if there is none. */
  @Nullable Resource named(String name) {
    return resources.get(name);
  }

  /**
   * Returns the only resource with a relative reference's type and id; null if there is none, or
   * several.
   */
  @Nullable Resource only(IdType id) {
    Set<Resource> known =
        id.isAbsolute() ? Set.of() : byTypeAndId.getOrDefault(plain(id), Set.of());
    return known.size() == 1 ? known.iterator().next() : null;
  }

  /**
   * Returns the name of the one resource that has the identifier, otherwise the identifier itself.
   * If a reference without a type may mean several resources, the one patient among them counts.
   *
   * @param type type of the resource; empty if unknown
   */
  String nameByIdentifier(String type, Identifier identifier) {
    String text = name(identifier);
    Set<String> known = identified.getOrDefault(type + " " + text, Set.of());
    if (known.size() > 1 && type.isEmpty()) {
      known = identified.getOrDefault("Patient " + text, Set.of());
    }
    return known.size() == 1 ? known.iterator().next() : text;
  }

  /**
   * Returns the resource's own id; to a resource without one, the parser gives the urn of its
   * Bundle entry.
   */
  static Optional<String> id(Resource resource) {
    return Optional.ofNullable(resource.getIdElement().getIdPart()).filter(id -> !isUrn(id));
  }

  static boolean isUrn(String text) {
    return text.startsWith("urn:");
  }

  /** Returns the first identifier with a value of a resource of any type. */
  static Optional<Identifier> identifier(Resource resource) {
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

  /** Returns an identifier as text; empty if it has no value. */
  static String name(Identifier identifier) {
    String system = identifier.hasSystem() ? identifier.getSystem() : "";
    return identifier.hasValue() ? system + "|" + identifier.getValue() : "";
  }
}
