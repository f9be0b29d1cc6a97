package org.priceunits.server.bulk;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.guard.Refusal;

/** A request that cannot be carried out as it was asked for; trying again does not help. */
final class NotPossibleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  NotPossibleException(Refusal refusal) {
    super(refusal.text());
    this.refusal = refusal;
  }

  /**
   * @param text a sentence that says what to do
   */
  static NotPossibleException of(int status, IssueType type, String text) {
    return new NotPossibleException(new Refusal(status, type, text));
  }

  Refusal refusal() {
    return refusal;
  }
}
