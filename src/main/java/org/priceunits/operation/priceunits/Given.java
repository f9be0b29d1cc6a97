package org.priceunits.operation.priceunits;

import java.util.Optional;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * One MedicationAdministration of a call.
 *
 * @param path FHIRPath in the body
 * @param resource the record
 * @param fullUrl of its Bundle entry; absent where it came otherwise
 * @param stored true where it was read from this server
 */
record Given(
    String path, MedicationAdministration resource, @Nullable String fullUrl, boolean stored) {
  private static final String TYPE = "MedicationAdministration";

  /** What names it among the administrations of the call; empty where nothing does. */
  Optional<String> key() {
    return resource.getIdElement().hasIdPart()
        ? Optional.of(TYPE + "/" + resource.getIdElement().getIdPart())
        : Optional.ofNullable(fullUrl);
  }

  /** How an answer refers to it: by its id, its entry, its identifier, or its place in the body. */
  Reference reference() {
    Optional<String> key = key();
    if (key.isPresent()) {
      return new Reference(key.get());
    }
    return resource.hasIdentifier()
        ? new Reference().setType(TYPE).setIdentifier(resource.getIdentifierFirstRep().copy())
        : new Reference().setType(TYPE).setDisplay(path);
  }
}
