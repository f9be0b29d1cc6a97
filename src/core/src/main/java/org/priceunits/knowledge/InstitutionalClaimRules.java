package org.priceunits.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/**
 * What an institutional claim has to say by its type of bill, from the hosted CodeSystem {@code
 * institutional-claim-rule}, which has the source of each rule.
 */
public final class InstitutionalClaimRules {
  private static final String SYSTEM = Canonicals.codeSystem("institutional-claim-rule");
  private static final String BILL = "type-of-bill";

  private final Map<String, ConceptDefinitionComponent> rules;

  private InstitutionalClaimRules(Map<String, ConceptDefinitionComponent> rules) {
    this.rules = Map.copyOf(rules);
  }

  static InstitutionalClaimRules of(List<CodeSystem> systems) {
    return new InstitutionalClaimRules(
        systems.stream()
            .filter(system -> SYSTEM.equals(system.getUrl()))
            .flatMap(system -> system.getConcept().stream())
            .collect(
                Collectors.toMap(
                    concept -> String.valueOf(concept.getCode()),
                    concept -> concept,
                    (earlier, later) -> later)));
  }

  /**
   * Returns true if the bill states a date of admission.
   *
   * @param bill type of bill of four digits, the first a zero
   */
  public boolean hasAdmission(String bill) {
    return names("admission", BILL, bill);
  }

  /** Returns true if the bill may state the patient's reason for the visit. */
  public boolean takesReasonForVisit(String bill) {
    return names("reason-for-visit", BILL, bill);
  }

  /**
   * Returns true if the bill has to state the patient's reason for the visit.
   *
   * @param priority priority (type) of the visit
   * @param revenues revenue codes of the lines
   */
  public boolean needsReasonForVisit(String bill, String priority, Set<String> revenues) {
    return takesReasonForVisit(bill)
        && values("reason-for-visit", "priority").contains(priority)
        && values("reason-for-visit", "revenue-code").stream().anyMatch(revenues::contains);
  }

  /** Returns true if the bill has to state where the patient came from. */
  public boolean needsPointOfOrigin(String bill) {
    return !names("without-point-of-origin", BILL, bill);
  }

  private boolean names(String rule, String property, String bill) {
    return values(rule, property).stream().anyMatch(bill::startsWith);
  }

  private Set<String> values(String rule, String property) {
    ConceptDefinitionComponent concept = rules.get(rule);
    return concept == null
        ? Set.of()
        : concept.getProperty().stream()
            .filter(p -> property.equals(p.getCode()))
            .flatMap(p -> FhirValues.text(p.getValue()).stream())
            .collect(Collectors.toSet());
  }
}
