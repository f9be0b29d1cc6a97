package org.priceunits.server.knowledge;

import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/** Refuses a change of the reference data that has faults, with each of them in the answer. */
final class KnowledgeRefusal {
  private KnowledgeRefusal() {}

  /** Refuses a write with 422 if there are faults. */
  static void ofWriting(List<KnowledgeFault> faults) {
    if (!faults.isEmpty()) {
      throw new UnprocessableEntityException(
          faults.get(0).text(), outcome(faults, IssueType.INVALID));
    }
  }

  /** Refuses a deletion with 409 if there are faults. */
  static void ofDeleting(List<KnowledgeFault> faults) {
    if (!faults.isEmpty()) {
      throw new ResourceVersionConflictException(
          faults.get(0).text(), outcome(faults, IssueType.CONFLICT));
    }
  }

  private static OperationOutcome outcome(List<KnowledgeFault> faults, IssueType type) {
    OperationOutcome outcome = new OperationOutcome();
    for (KnowledgeFault fault : faults) {
      outcome
          .addIssue()
          .setSeverity(IssueSeverity.ERROR)
          .setCode(type)
          .setDiagnostics(fault.text())
          .addExpression(fault.path());
    }
    return outcome;
  }
}
