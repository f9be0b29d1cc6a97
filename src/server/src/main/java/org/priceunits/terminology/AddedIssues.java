package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.r5.terminologies.CodeSystemUtilities;
import org.hl7.fhir.r5.terminologies.utilities.TerminologyServiceErrorClass;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.jspecify.annotations.Nullable;

/** Adds errors that the library omits. */
final class AddedIssues {
  private static final String ABSTRACT = "ABSTRACT_CODE_NOT_ALLOWED";

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
          issue(IssueType.NOTFOUND, I18nConstants.UNKNOWN_CODESYSTEM, "not-found", text);
      issue.addLocation("system");
      issue.addExpression("system");
      result.setIssues(new ArrayList<>(List.of(issue)));
      result.setSeverity(ValidationMessage.IssueSeverity.ERROR).setMessage(text);
      result.setErrorClass(TerminologyServiceErrorClass.CODESYSTEM_UNSUPPORTED);
      result.setUnknownSystems(Set.of(coding.getSystem()));
    }
  }

  /** Handles {@code abstract=false}: a code that only groups others must not be used. */
  static void abstractCode(PooledWorkerContext context, ValidationResult result, Coding coding) {
    CodeSystem system = system(context, coding);
    ConceptDefinitionComponent concept =
        system == null ? null : context.catalog().concept(system, coding.getCode());
    if (concept != null && CodeSystemUtilities.isNotSelectable(system, concept)) {
      String text =
          "Code '%s#%s' is abstract, and not allowed in this context"
              .formatted(coding.getSystem(), coding.getCode());
      result.getIssues().add(issue(IssueType.BUSINESSRULE, ABSTRACT, "code-rule", text));
      result.setSeverity(ValidationMessage.IssueSeverity.ERROR).addMessage(text);
    }
  }

  private static @Nullable CodeSystem system(PooledWorkerContext context, Coding coding) {
    return context.catalog().codeSystem(coding.getSystem(), coding.getVersion());
  }

  private static OperationOutcomeIssueComponent issue(
      IssueType type, String id, String code, String text) {
    OperationOutcomeIssueComponent issue =
        new OperationOutcomeIssueComponent(IssueSeverity.ERROR, type);
    issue.addExtension(ExtensionDefinitions.EXT_ISSUE_MSG_ID, new StringType(id));
    issue.getDetails().setText(text).addCoding(QueryRefusedException.ISSUE_TYPES, code, null);
    return issue;
  }
}
