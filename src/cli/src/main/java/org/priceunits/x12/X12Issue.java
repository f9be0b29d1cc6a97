package org.priceunits.x12;

import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.write.OutcomeWriter;

/**
 * Why a transaction is not written or a file not read, or what was done to a claim.
 *
 * @param path FHIRPath of the element to fill or to correct: in the body of the call if it stands
 *     there, otherwise from the type of its resource; empty if it has none
 * @param text what to do
 */
public record X12Issue(IssueCode code, String path, String text) {
  /** Returns the issue as an OperationOutcome has it. */
  OperationOutcomeIssueComponent component() {
    OperationOutcomeIssueComponent component = OutcomeWriter.component(code, text);
    if (!path.isEmpty()) {
      component.addExpression(path);
    }
    return component;
  }

  /** Returns true if a transaction, or a file, is refused for it. */
  public boolean refuses() {
    return code.severity() == IssueCode.Severity.ERROR;
  }
}
