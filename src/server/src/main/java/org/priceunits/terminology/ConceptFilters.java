package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Enumerations.FilterOperator;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetFilterComponent;
import org.jspecify.annotations.Nullable;

/**
 * Expands hierarchy filters that the library lacks into lists of codes: child-of, descendent-leaf,
 * generalizes.
 */
final class ConceptFilters {
  private ConceptFilters() {}

  static boolean isSpelledOut(ConceptSetComponent include) {
    return operator(include) != null;
  }

  /** Replaces the filter of such an include by the matching codes. */
  static void spellOut(CanonicalCatalog catalog, ConceptSetComponent include) {
    CodeSystem system = catalog.codeSystem(include.getSystem(), include.getVersion());
    String code = include.getFilterFirstRep().getValue();
    ConceptDefinitionComponent start = system == null ? null : catalog.concept(system, code);
    FilterOperator operator = operator(include);
    if (system == null || start == null || operator == null) {
      return;
    }
    List<ConceptDefinitionComponent> found = new ArrayList<>();
    switch (operator) {
      case CHILDOF -> found.addAll(start.getConcept());
      case DESCENDENTLEAF -> leaves(start.getConcept(), found);
      default -> ancestors(system.getConcept(), start, found);
    }
    include.getFilter().clear();
    found.forEach(concept -> include.addConcept().setCode(concept.getCode()));
  }

  private static @Nullable FilterOperator operator(ConceptSetComponent include) {
    List<ConceptSetFilterComponent> filters = include.getFilter();
    if (filters.size() != 1
        || filters.get(0).getOp() == null
        || !"concept".equals(filters.get(0).getProperty())) {
      return null;
    }
    FilterOperator operator = filters.get(0).getOp();
    return switch (operator) {
      case CHILDOF, DESCENDENTLEAF, GENERALIZES -> operator;
      default -> null;
    };
  }

  private static void leaves(
      List<ConceptDefinitionComponent> concepts, List<ConceptDefinitionComponent> found) {
    for (ConceptDefinitionComponent concept : concepts) {
      if (concept.hasConcept()) {
        leaves(concept.getConcept(), found);
      } else {
        found.add(concept);
      }
    }
  }

  private static boolean ancestors(
      List<ConceptDefinitionComponent> concepts,
      ConceptDefinitionComponent start,
      List<ConceptDefinitionComponent> found) {
    for (ConceptDefinitionComponent concept : concepts) {
      if (concept == start || ancestors(concept.getConcept(), start, found)) {
        found.add(concept);
        return true;
      }
    }
    return false;
  }
}
