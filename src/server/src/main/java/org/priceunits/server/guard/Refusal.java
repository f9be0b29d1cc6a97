package org.priceunits.server.guard;

import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * The refusal of a request.
 *
 * @param status the HTTP status
 * @param code the issue type in the OperationOutcome
 * @param text a sentence that says what is wrong
 */
public record Refusal(int status, IssueType code, String text) {

  /** Returns the refusal as an OperationOutcome: one error with the sentence as diagnostics. */
  public OperationOutcome outcome() {
    OperationOutcome outcome = new OperationOutcome();
    outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(code).setDiagnostics(text);
    return outcome;
  }
}
