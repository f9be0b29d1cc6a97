package org.priceunits.operation.priceunits;

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
 * the store. What comes from one server is known by type and id, and so is what this server has;
 * where the entries of a call come from several, theirs are known by their whole address.
 */
final class CallReferences implements References {
  private final ResourceStore store;
  private final Set<String> homes;
  private final Map<String, Resource> resources = new HashMap<>();
  private final Map<Resource, String> names = new IdentityHashMap<>();
  private final Map<Resource, String> bases = new IdentityHashMap<>();
  private final Map<String, Optional<Resource>> read = new HashMap<>();
  private final Map<Resource, String> contained = new IdentityHashMap<>();
  private @Nullable Map<String, String> identified;

  /**
   * @param resources by the address of their Bundle entry, and by type and id
   */
  CallReferences(Map<String, Resource> resources, ResourceStore store) {
    this.store = store;
    this.homes = homes(resources.keySet(), store.base());
    resources.forEach(
        (address, resource) -> {
          IdType id = new IdType(address);
          if (id.isAbsolute()) {
            bases.put(resource, id.getBaseUrl());
          }
          String name = name(id, null);
          this.resources.put(name, resource);
          names.merge(resource, name, (one, other) -> isUrn(one) ? other : one);
        });
  }

  /** This server, and the one other that the entries come from. */
  private static Set<String> homes(Set<String> addresses, @Nullable String here) {
    Set<String> bases = new HashSet<>();
    for (String address : addresses) {
      IdType id = new IdType(address);
      if (id.isAbsolute() && !id.getBaseUrl().equals(here)) {
        bases.add(id.getBaseUrl());
      }
    }
    Set<String> homes = bases.size() == 1 ? bases : new HashSet<>();
    if (here != null) {
      homes.add(here);
    }
    return homes;
  }

  /**
   * @param base of the resource that holds the reference, for a relative one
   */
  private String name(IdType id, @Nullable String base) {
    if (!id.hasResourceType() || !id.hasIdPart()) {
      return id.getValue();
    }
    String plain = id.getResourceType() + "/" + id.getIdPart();
    String from = id.isAbsolute() ? id.getBaseUrl() : base;
    return from == null || homes.contains(from) ? plain : from + "/" + plain;
  }

  private String name(DomainResource from, String target) {
    return name(new IdType(target), bases.get(from));
  }

  /** How a resource of this call is known; empty for one that came without address and id. */
  Optional<String> name(Resource resource) {
    return Optional.ofNullable(names.get(resource));
  }

  /** Its own id; the parser gives a resource without one the urn of its Bundle entry. */
  static Optional<String> id(Resource resource) {
    return Optional.ofNullable(resource.getIdElement().getIdPart()).filter(id -> !isUrn(id));
  }

  private static boolean isUrn(String text) {
    return text.startsWith("urn:");
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
    Resource given = resources.get(name(from, target));
    return given != null ? Optional.of(given) : stored(new IdType(target));
  }

  /** Parsed contained resources have their id with or without the hash, by parser. */
  private static boolean contains(Resource contained, String id) {
    String own = contained.getIdElement().getIdPart();
    return own != null && (own.equals(id) || own.equals("#" + id));
  }

  private Optional<Resource> stored(IdType id) {
    boolean local =
        id.hasResourceType()
            && id.hasIdPart()
            && (!id.isAbsolute() || id.getBaseUrl().equals(store.base()));
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
      return reference.hasIdentifier() ? nameBy(reference.getIdentifier()) : "";
    }
    if (target.startsWith("#")) {
      return resolve(from, reference).map(this::keyOfContained).orElse("");
    }
    String name = name(from, target);
    Resource given = resources.get(name);
    return given == null ? name : names.getOrDefault(given, name);
  }

  /** The resource of the call that has the identifier, else the identifier itself. */
  private String nameBy(Identifier identifier) {
    if (identified == null) {
      identified = new HashMap<>();
      for (Map.Entry<Resource, String> resource : names.entrySet()) {
        for (Identifier own : identifiers(resource.getKey())) {
          identified.merge(
              name(own), resource.getValue(), (one, other) -> one.equals(other) ? one : name(own));
        }
      }
    }
    String name = name(identifier);
    return identified.getOrDefault(name, name);
  }

  /** Two records that both contain a {@code #p} do not speak of one patient. */
  private String keyOfContained(Resource resource) {
    return identifier(resource)
        .map(this::nameBy)
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
   * an id, is named by its identifier, and what has an id by that.
   *
   * @return without any content where the reference names nothing that can be carried over
   */
  Reference carried(DomainResource from, Reference reference) {
    String target = reference.getReference();
    boolean inside = target != null && target.startsWith("#");
    if (target == null || !inside && !isUrn(target)) {
      return reference.copy();
    }
    Reference carried = reference.copy();
    Optional<Resource> resource = resolve(from, reference);
    Optional<String> id = resource.flatMap(CallReferences::id);
    if (!inside && id.isPresent()) {
      return carried.setReference(resource.get().fhirType() + "/" + id.get());
    }
    Optional<Identifier> identifier = resource.flatMap(CallReferences::identifier);
    if (inside || identifier.isPresent()) {
      carried.setReference(null);
      resource.ifPresent(r -> carried.setType(r.fhirType()));
      identifier.ifPresent(i -> carried.setIdentifier(i.copy()));
    }
    return carried;
  }
}
