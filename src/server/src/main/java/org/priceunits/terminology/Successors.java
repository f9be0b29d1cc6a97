package org.priceunits.terminology;

import java.util.List;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;

/** Finds the codes that the {@code successor} property of an ended code names. */
final class Successors {
  private Successors() {}

  static List<String> of(PooledWorkerContext context, ValidationResult result, Coding asked) {
    if (!result.isInactive() || !asked.hasSystem()) {
      return List.of();
    }
    CodeSystem system = context.catalog().codeSystem(asked.getSystem(), asked.getVersion());
    ConceptDefinitionComponent concept =
        system == null ? null : context.catalog().concept(system, asked.getCode());
    return concept == null
        ? List.of()
        : concept.getProperty().stream()
            .filter(p -> "successor".equals(p.getCode()))
            .map(p -> p.getValue().primitiveValue())
            .toList();
  }
}
