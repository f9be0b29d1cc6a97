package org.priceunits.terminology;

import java.util.List;
import org.hl7.fhir.r5.model.BooleanType;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionContainsComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionParameterComponent;

/**
 * Corrects the library's expansion: leaves out parameters that HL7's terminology suite does not
 * expect, and shows the default display where the requested languages have none.
 */
final class ExpansionReview {
  private static final String USED_SET = "used-valueset";
  private static final String NESTING = "excludeNested";

  private final PooledWorkerContext context;
  private final Query query;
  private final ValueSet set;
  private final List<String> languages;

  private ExpansionReview(PooledWorkerContext context, Query query, ValueSet set) {
    this.context = context;
    this.query = query;
    this.set = set;
    this.languages = Languages.named(query.text("displayLanguage"));
  }

  /** Changes the expansion of the given set in place. */
  static void review(PooledWorkerContext context, Query query, ValueSet set) {
    ExpansionReview review = new ExpansionReview(context, query, set);
    List<ValueSetExpansionParameterComponent> parameters = set.getExpansion().getParameter();
    review.repeatNesting(parameters);
    parameters.removeIf(review::isUnknownToCaller);
    if (!review.languages.isEmpty() && Languages.acceptsOthers(query.text("displayLanguage"))) {
      set.getExpansion().getContains().forEach(review::showDefault);
    }
  }

  /** A search and a page are flat, whatever the call says of it. */
  private void repeatNesting(List<ValueSetExpansionParameterComponent> parameters) {
    parameters.removeIf(p -> NESTING.equals(p.getName()) && !query.has(NESTING));
    parameters.stream()
        .filter(p -> NESTING.equals(p.getName()))
        .forEach(p -> p.setValue(new BooleanType(query.flag(NESTING))));
  }

  /** Returns true for a set that has no URL, or that came inside another one. */
  private boolean isUnknownToCaller(ValueSetExpansionParameterComponent parameter) {
    if (!USED_SET.equals(parameter.getName())) {
      return false;
    }
    String used = parameter.getValue().primitiveValue();
    if (used == null || used.startsWith("null")) {
      return true;
    }
    for (Resource resource : set.getContained()) {
      if (resource instanceof ValueSet inner
          && inner.hasUrl()
          && inner.getVersionedUrl().equals(used)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A code system without a language has displays that the library takes for those of none: it
   * shows nothing, or a designation of any other language.
   */
  private void showDefault(ValueSetExpansionContainsComponent entry) {
    CodeSystem system =
        entry.hasSystem()
            ? context.catalog().codeSystem(entry.getSystem(), entry.getVersion())
            : null;
    ConceptDefinitionComponent concept =
        system == null ? null : context.catalog().concept(system, entry.getCode());
    if (system != null
        && concept != null
        && concept.hasDisplay()
        && (!entry.hasDisplay() || !system.hasLanguage() && isForeign(entry, concept))) {
      entry.setDisplay(concept.getDisplay());
    }
    entry.getContains().forEach(this::showDefault);
  }

  private boolean isForeign(
      ValueSetExpansionContainsComponent entry, ConceptDefinitionComponent concept) {
    return concept.getDesignation().stream()
            .anyMatch(designation -> entry.getDisplay().equals(designation.getValue()))
        && concept.getDesignation().stream()
            .noneMatch(
                designation ->
                    designation.hasLanguage()
                        && languages.stream()
                            .anyMatch(asked -> Languages.match(asked, designation.getLanguage())));
  }
}
