package org.priceunits.operation.priceunits;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.in.BodyPath;

/**
 * One MedicationAdministration of a call.
 *
 * @param path where it stands in the body
 * @param resource the record
 * @param fullUrl of its Bundle entry; absent where it came otherwise
 * @param stored true where it was read from this server
 */
record Given(
    BodyPath path, MedicationAdministration resource, @Nullable String fullUrl, boolean stored) {
  private static final String TYPE = "MedicationAdministration";

  /** What names it among the administrations of the call; empty where nothing does. */
  Optional<String> key() {
    return CallReferences.id(resource)
        .map(id -> TYPE + "/" + id)
        .or(() -> Optional.ofNullable(fullUrl));
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
        .map(CallReferences::name)
        .forEach(names::add);
    return names;
  }

  /** What tells it from the others: its identifier before its id, since ids change with servers. */
  Optional<String> name(CallReferences references) {
    return identifier().map(CallReferences::name).or(() -> references.name(resource)).or(this::key);
  }

  /** How an answer refers to it: by its id, its entry, its identifier, or its place in the body. */
  Reference reference() {
    Optional<String> key = key();
    if (key.isPresent()) {
      return new Reference(key.get());
    }
    Reference reference = new Reference().setType(TYPE);
    return identifier()
        .map(i -> reference.setIdentifier(i.copy()))
        .orElseGet(() -> reference.setDisplay(path.base()));
  }
}
