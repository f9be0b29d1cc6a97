package org.priceunits.server.bulk;

import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.guard.Refusal;

/** A server that did not give a file, but may do so later. */
final class NotFetchedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  NotFetchedException(String url, IOException cause) {
    super("A file was not fetched.", cause);
    this.refusal =
        new Refusal(
            502,
            IssueType.TRANSIENT,
            "%s could not be fetched, after several attempts (%s). See that its server answers, and submit again."
                .formatted(url, cause.getClass().getSimpleName()));
  }

  /** What the job has failed with, if no later attempt succeeds. */
  Refusal refusal() {
    return refusal;
  }
}
