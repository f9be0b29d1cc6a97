package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.exceptions.TerminologyServiceException;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.utilities.TerminologyServiceErrorClass;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.jspecify.annotations.Nullable;

/** Adds errors that the library omits. */
final class AddedIssues {
  private static final String NULL_POINTER = "Cannot invoke";

  private AddedIssues() {}

  /**
   * Reports a code of a system that is not hosted, if there is no value set. The library would ask
   * a terminology server, and this is that server.
   */
  static void unknownSystem(PooledWorkerContext context, ValidationResult result, Coding coding) {
    TerminologyServiceErrorClass reason = result.getErrorClass();
    boolean unanswered =
        reason == TerminologyServiceErrorClass.BLOCKED_BY_OPTIONS
            || reason == TerminologyServiceErrorClass.NOSERVICE;
    if (unanswered && coding.hasSystem() && system(context, coding) == null) {
      String text = context.formatMessage(I18nConstants.UNKNOWN_CODESYSTEM, coding.getSystem());
      OperationOutcomeIssueComponent issue =
          QueryRefusedException.issue(
              IssueType.NOTFOUND, I18nConstants.UNKNOWN_CODESYSTEM, "not-found", text);
      issue.addLocation("system");
      issue.addExpression("system");
      result.setIssues(new ArrayList<>(List.of(issue)));
      result.setSeverity(ValidationMessage.IssueSeverity.ERROR).setMessage(text);
      result.setErrorClass(TerminologyServiceErrorClass.CODESYSTEM_UNSUPPORTED);
      result.setUnknownSystems(Set.of(coding.getSystem()));
    }
  }

  /**
   * Reports why a value set cannot be evaluated: of a filter that fails, such as a malformed or
   * endless regular expression, the library gives the text alone; of a system that it cannot infer,
   * that there is no server, or the text of a null pointer.
   */
  static void unusableSet(
      PooledWorkerContext context, ValidationResult result, Coding coding, ValueSet set) {
    String message = String.valueOf(result.getMessage());
    if (TerminologyServiceException.NO_SERVICE_CODE.equals(message)
        || message.startsWith(NULL_POINTER)) {
      result.setMessage(
          context.formatMessage(
              I18nConstants.UNABLE_TO_INFER_CODESYSTEM, coding.getCode(), set.getVersionedUrl()));
    }
    if (result.getSeverity() == ValidationMessage.IssueSeverity.ERROR
        && result.getIssues().isEmpty()
        && result.getMessage() != null) {
      result.setIssues(
          new ArrayList<>(
              List.of(
                  QueryRefusedException.issue(
                      IssueType.PROCESSING, null, "vs-invalid", result.getMessage()))));
    }
  }

  private static @Nullable CodeSystem system(PooledWorkerContext context, Coding coding) {
    return context.catalog().codeSystem(coding.getSystem(), coding.getVersion());
  }
}
