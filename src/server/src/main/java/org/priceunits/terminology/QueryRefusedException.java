package org.priceunits.terminology;

import static org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50.convertResource;

import java.util.List;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.OperationOutcome;
import org.hl7.fhir.r5.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.jspecify.annotations.Nullable;

/**
 * Ends an operation from anywhere inside it; {@link Terminology} turns it into {@link
 * Reply.Refused} before any caller sees it.
 */
final class QueryRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  static final String ISSUE_TYPES = "http://hl7.org/fhir/tools/CodeSystem/tx-issue-type";

  private final int status;
  private final transient OperationOutcome outcome;

  private QueryRefusedException(int status, OperationOutcome outcome) {
    super(outcome.getIssueFirstRep().getDetails().getText(), null, false, false);
    this.status = status;
    this.outcome = outcome;
  }

  static QueryRefusedException of(int status, List<OperationOutcomeIssueComponent> issues) {
    OperationOutcome outcome = new OperationOutcome();
    outcome.getIssue().addAll(issues);
    return new QueryRefusedException(status, outcome);
  }

  static QueryRefusedException of(int status, IssueType type, String text) {
    return of(status, List.of(issue(type, null, null, text)));
  }

  static QueryRefusedException missing(String text) {
    return of(400, IssueType.INVALID, text);
  }

  /** Refuses because a resource or code does not exist; the text names it. */
  static QueryRefusedException notFound(int status, String text) {
    return of(status, List.of(issue(IssueType.NOTFOUND, null, "not-found", text)));
  }

  /** Refuses because value sets include each other in a circle; the text names the circle. */
  static QueryRefusedException circular(String text) {
    String id = I18nConstants.VALUESET_CIRCULAR_REFERENCE;
    return of(422, List.of(issue(IssueType.PROCESSING, id, "vs-invalid", text)));
  }

  Reply.Refused reply() {
    return new Reply.Refused(
        status, (org.hl7.fhir.r4.model.OperationOutcome) convertResource(outcome));
  }

  OperationOutcome outcome() {
    return outcome;
  }

  /**
   * Creates an error.
   *
   * @param messageId the library's name of the text, if it has one
   * @param kind the kind of issue in HL7's code system for it, if it has one
   */
  static OperationOutcomeIssueComponent issue(
      IssueType type, @Nullable String messageId, @Nullable String kind, String text) {
    OperationOutcomeIssueComponent issue =
        new OperationOutcomeIssueComponent(IssueSeverity.ERROR, type);
    issue.getDetails().setText(text);
    if (messageId != null) {
      issue.addExtension(ExtensionDefinitions.EXT_ISSUE_MSG_ID, new StringType(messageId));
    }
    if (kind != null) {
      issue.getDetails().addCoding(ISSUE_TYPES, kind, null);
    }
    return issue;
  }
}
