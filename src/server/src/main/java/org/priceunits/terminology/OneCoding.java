package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.CodeableConcept;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.OperationOutcome;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.CodeSystemUtilities;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.hl7.fhir.utilities.validation.ValidationOptions;
import org.jspecify.annotations.Nullable;

/**
 * Answers about a CodeableConcept with one coding as about that coding.
 *
 * <p>For a CodeableConcept the library looks a coding without a version up in the version that a
 * parameter names, where the value set names another; it says nothing of the status of a code, and
 * takes a filter that cannot be evaluated for one that the code does not pass.
 */
final class OneCoding {
  private static final String ALONE = "Coding";
  private static final String FIRST = "CodeableConcept.coding[0]";

  private OneCoding() {}

  /**
   * Returns the library's result on the concept, or that on its coding where the two differ.
   *
   * @param result the library's result on the concept
   */
  static ValidationResult reconciled(
      PooledWorkerContext context,
      ValidationOptions options,
      CodeableConcept concept,
      @Nullable ValueSet set,
      ValidationResult result) {
    boolean refused = result.getSeverity() == IssueSeverity.ERROR;
    boolean decided = !refused && result.getIssues().stream().noneMatch(OneCoding::saysInactive);
    if (concept.getCoding().size() != 1 || !concept.getCodingFirstRep().hasSystem()) {
      return result;
    }
    Coding coding = concept.getCodingFirstRep();
    if (decided) {
      return withStatus(context, coding, result);
    }
    ValidationResult alone = context.validateCode(options, coding, set);
    AddedIssues.refuseWithErrors(alone);
    if (refused && alone.getSeverity() != IssueSeverity.ERROR) {
      alone.getIssues().forEach(OneCoding::relocate);
      return alone;
    }
    return alone.isInactive() ? result.setStatus(true, alone.getStatus()) : result;
  }

  /** The library tells the status of a concept for a coding alone. */
  private static ValidationResult withStatus(
      PooledWorkerContext context, Coding coding, ValidationResult result) {
    CodeSystem system = context.catalog().codeSystem(coding.getSystem(), coding.getVersion());
    ConceptDefinitionComponent concept =
        system == null ? null : context.catalog().concept(system, coding.getCode());
    return concept == null || result.getStatus() != null
        ? result
        : result.setStatus(result.isInactive(), CodeSystemUtilities.getStatus(system, concept));
  }

  /** Names the places in the answer about a coding as those of the concept that it is in. */
  static void relocate(Parameters answer) {
    answer.getParameter().stream()
        .map(ParametersParameterComponent::getResource)
        .filter(OperationOutcome.class::isInstance)
        .flatMap(outcome -> ((OperationOutcome) outcome).getIssue().stream())
        .forEach(OneCoding::relocate);
  }

  private static void relocate(OperationOutcomeIssueComponent issue) {
    issue.setExpression(relocated(issue.getExpression()));
    issue.setLocation(relocated(issue.getLocation()));
  }

  private static List<StringType> relocated(List<StringType> paths) {
    List<StringType> moved = new ArrayList<>();
    for (StringType path : paths) {
      String text = path.getValue();
      moved.add(
          new StringType(text.startsWith(ALONE) ? FIRST + text.substring(ALONE.length()) : text));
    }
    return moved;
  }

  private static boolean saysInactive(OperationOutcomeIssueComponent issue) {
    String id = issue.getExtensionString(ExtensionDefinitions.EXT_ISSUE_MSG_ID);
    return id != null && id.startsWith(I18nConstants.INACTIVE_CONCEPT_FOUND);
  }
}
