package org.priceunits.pricing;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.read.BodyPath;

/**
 * A MedicationAdministration of a call.
 *
 * @param path its FHIRPath in the body
 * @param resource the record
 * @param fullUrl of its Bundle entry; absent if it is not from a Bundle
 * @param stored true if it was read from this server's store
 * @param known its name among the administrations of the call; absent if it has none, and until the
 *     whole call is read
 */
record GivenAdministration(
    BodyPath path,
    MedicationAdministration resource,
    @Nullable String fullUrl,
    boolean stored,
    @Nullable String known) {
  private static final String TYPE = "MedicationAdministration";

  GivenAdministration(
      BodyPath path, MedicationAdministration resource, @Nullable String fullUrl, boolean stored) {
    this(path, resource, fullUrl, stored, null);
  }

  /** Returns this administration with its name in the call; empty if it has none. */
  GivenAdministration named(Optional<String> name) {
    return new GivenAdministration(path, resource, fullUrl, stored, name.orElse(null));
  }

  /** Returns its name among the administrations of the call; empty if it has none. */
  Optional<String> key() {
    return Optional.ofNullable(known);
  }

  /** Returns the first identifier that identifies the record. */
  Optional<Identifier> identifier() {
    return RecordIdentifiers.of(resource).findFirst();
  }

  /** Returns every text that only it and its copies have. */
  Set<String> identities() {
    Set<String> identities = new LinkedHashSet<>(4);
    key().ifPresent(identities::add);
    Optional.ofNullable(fullUrl).ifPresent(identities::add);
    RecordIdentifiers.of(resource).map(CallResources::name).forEach(identities::add);
    return identities;
  }

  /** Returns how a sentence names it: by its id, otherwise by its place in the body. */
  String shown() {
    return key().filter(key -> !CallResources.isUrn(key)).orElse(path.base());
  }

  /** Returns every text by which another resource may refer to it. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(4);
    key().ifPresent(names::add);
    Optional.ofNullable(fullUrl).ifPresent(names::add);
    resource.getIdentifier().stream()
        .filter(Identifier::hasValue)
        .map(CallResources::name)
        .forEach(names::add);
    return names;
  }

  /**
   * Returns what distinguishes it from the others: its identifier rather than its id, since ids
   * change between servers.
   */
  Optional<String> name() {
    return identifier().map(CallResources::name).or(this::key);
  }

  /**
   * Returns how a response refers to it: by id, identifier, entry URL, or its place in the body.
   */
  Reference reference() {
    Optional<String> id = key().filter(key -> !CallResources.isUrn(key));
    if (id.isPresent()) {
      return new Reference(id.get());
    }
    Reference reference = new Reference().setType(TYPE);
    return identifier()
        .map(i -> reference.setIdentifier(i.copy()))
        .or(() -> key().map(Reference::new))
        .orElseGet(() -> reference.setDisplay(path.base()));
  }
}
