package org.priceunits.server.bulk;

import java.util.List;
import org.hl7.fhir.r4.model.IdType;

/**
 * Tells the references of a job to administrations that are stored here from those to another
 * server, where the same id is another record.
 */
final class StoredReferences {
  private final List<String> references;
  private final String base;

  /**
   * @param base the FHIR base URL that was called
   */
  StoredReferences(List<String> references, String base) {
    this.references = references;
    this.base = base;
  }

  private boolean isHere(IdType reference) {
    return !reference.isAbsolute() || base.equals(reference.getBaseUrl());
  }

  /** Returns the ids of those that may be stored here. */
  List<String> ids() {
    return references.stream()
        .map(IdType::new)
        .filter(this::isHere)
        .map(IdType::getIdPart)
        .distinct()
        .toList();
  }

  /** Returns those that are not here. */
  List<String> elsewhere() {
    return references.stream().filter(text -> !isHere(new IdType(text))).distinct().toList();
  }
}
