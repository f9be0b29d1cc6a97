package org.priceunits.loading.write;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.loading.cms.ReleaseName;

/** Codes of a later release of which no more than code and description is shipped. */
public final class LaterCodes {
  private LaterCodes() {}

  /**
   * Adds the codes that a later release has beyond the held ones, without that release's dates of
   * the others: the version stays.
   */
  public static CodeSystem added(CodeSystem held, CodeSystem later, ReleaseName release) {
    Set<String> before =
        held.getConcept().stream()
            .map(ConceptDefinitionComponent::getCode)
            .collect(Collectors.toSet());
    CodeSystem merged = held.copy();
    later.getConcept().stream()
        .filter(concept -> !before.contains(concept.getCode()))
        .map(ConceptDefinitionComponent::copy)
        .forEach(
            concept -> {
              HcpcsProperty.RELEASE.addTo(concept, new StringType(release.codeSystemVersion()));
              merged.addConcept(concept);
            });
    // Codes before modifiers, as a release is written.
    merged
        .getConcept()
        .sort(
            Comparator.comparing((ConceptDefinitionComponent c) -> c.getCode().length())
                .reversed()
                .thenComparing(ConceptDefinitionComponent::getCode));
    return merged.setCount(merged.getConcept().size());
  }
}
