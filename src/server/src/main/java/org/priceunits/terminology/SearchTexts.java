package org.priceunits.terminology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;

/**
 * Keeps the search text of each concept that a filter has looked at, for all days of a snapshot.
 */
final class SearchTexts {
  private final Map<ConceptDefinitionComponent, SearchText> known = new ConcurrentHashMap<>();

  SearchText of(ConceptDefinitionComponent concept) {
    return known.computeIfAbsent(concept, SearchText::of);
  }
}
