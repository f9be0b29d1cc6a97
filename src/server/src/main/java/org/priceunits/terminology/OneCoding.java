package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.CodeableConcept;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.hl7.fhir.utilities.validation.ValidationOptions;
import org.jspecify.annotations.Nullable;

/**
 * Answers about a CodeableConcept with one coding as about that coding.
 *
 * <p>For a CodeableConcept the library looks a coding without a version up in the version that a
 * parameter names, where the value set names another; it says nothing of an inactive code, and
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
    if (decided || concept.getCoding().size() != 1 || !concept.getCodingFirstRep().hasSystem()) {
      return result;
    }
    Coding coding = concept.getCodingFirstRep();
    ValidationResult alone = context.validateCode(options, coding, set);
    if (refused && alone.getSeverity() != IssueSeverity.ERROR) {
      alone.getIssues().forEach(OneCoding::relocate);
      return alone;
    }
    return alone.isInactive() ? result.setStatus(true, alone.getStatus()) : result;
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
