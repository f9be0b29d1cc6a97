package org.priceunits.ig;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetFilterComponent;

/**
 * Expands the property filters of value sets into codes, because HAPI's in-memory terminology
 * ignores such filters.
 */
final class FilteredValueSets {

  private final Map<String, CodeSystem> codeSystems;

  FilteredValueSets(List<CodeSystem> codeSystems) {
    this.codeSystems =
        codeSystems.stream().collect(Collectors.toMap(CodeSystem::getUrl, Function.identity()));
  }

  /**
   * Returns a copy that lists the codes that each filter selects; filters on systems not available
   * here are kept.
   */
  ValueSet written(ValueSet valueSet) {
    ValueSet copy = valueSet.copy();
    copy.getCompose().getInclude().forEach(this::writeOut);
    return copy;
  }

  private void writeOut(ConceptSetComponent include) {
    CodeSystem codeSystem = codeSystems.get(include.getSystem());
    if (codeSystem == null || !include.hasFilter()) {
      return;
    }
    codeSystem.getConcept().stream()
        .filter(
            concept -> include.getFilter().stream().allMatch(filter -> selects(filter, concept)))
        .forEach(concept -> include.addConcept().setCode(concept.getCode()));
    include.setFilter(null);
  }

  private static boolean selects(
      ConceptSetFilterComponent filter, ConceptDefinitionComponent concept) {
    return concept.getProperty().stream()
        .anyMatch(
            property ->
                property.getCode().equals(filter.getProperty())
                    && property.getValue().primitiveValue().equals(filter.getValue()));
  }
}
