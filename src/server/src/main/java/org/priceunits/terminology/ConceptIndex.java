package org.priceunits.terminology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.jspecify.annotations.Nullable;

/** Finds concepts by code in constant time; a code system is indexed when it is first asked for. */
final class ConceptIndex {
  private final Map<CodeSystem, Map<String, ConceptDefinitionComponent>> concepts =
      new ConcurrentHashMap<>();

  /** Returns a concept by its code; null if the code system does not have it. */
  @Nullable ConceptDefinitionComponent concept(CodeSystem system, @Nullable String code) {
    return code == null ? null : concepts.computeIfAbsent(system, ConceptIndex::byCode).get(code);
  }

  private static Map<String, ConceptDefinitionComponent> byCode(CodeSystem system) {
    boolean anyCase = system.hasCaseSensitive() && !system.getCaseSensitive();
    Map<String, ConceptDefinitionComponent> byCode =
        anyCase ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new HashMap<>();
    collect(system.getConcept(), byCode);
    return byCode;
  }

  private static void collect(
      List<ConceptDefinitionComponent> concepts, Map<String, ConceptDefinitionComponent> byCode) {
    for (ConceptDefinitionComponent concept : concepts) {
      byCode.putIfAbsent(concept.getCode(), concept);
      collect(concept.getConcept(), byCode);
    }
  }
}
