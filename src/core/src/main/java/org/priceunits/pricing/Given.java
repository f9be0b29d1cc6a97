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
 * One MedicationAdministration of a call.
 *
 * @param path where it stands in the body
 * @param resource the record
 * @param fullUrl of its Bundle entry; absent where it came otherwise
 * @param stored true where it was read from this server
 * @param known what names it among the administrations of the call; absent where nothing does, and
 *     until the call is read whole
 */
record Given(
    BodyPath path,
    MedicationAdministration resource,
    @Nullable String fullUrl,
    boolean stored,
    @Nullable String known) {
  private static final String TYPE = "MedicationAdministration";

  Given(
      BodyPath path, MedicationAdministration resource, @Nullable String fullUrl, boolean stored) {
    this(path, resource, fullUrl, stored, null);
  }

  /** The same with its name in the call. */
  Given in(CallReferences references) {
    return new Given(path, resource, fullUrl, stored, references.name(this).orElse(null));
  }

  /** What names it among the administrations of the call; empty where nothing does. */
  Optional<String> key() {
    return Optional.ofNullable(known);
  }

  /** The first identifier that says something. */
  Optional<Identifier> identifier() {
    return resource.getIdentifier().stream().filter(Identifier::hasValue).findFirst();
  }

  /** Every text by which something else may refer to it. */
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

  /** What tells it from the others: its identifier before its id, since ids change with servers. */
  Optional<String> name() {
    return identifier().map(CallResources::name).or(this::key);
  }

  /** How an answer refers to it: by its id, its identifier, its entry, or its place in the body. */
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
