package org.priceunits.terminology;

import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/** What an operation answers: a resource, or a refusal with its HTTP status. */
public sealed interface Reply {

  /** The answer as R4 resource. Shared between requests: not to be changed. */
  record Answered(Resource resource) implements Reply {}

  /**
   * The request cannot be answered; {@code status} is 400, 404 or 422, and the outcome says what to
   * do.
   */
  record Refused(int status, OperationOutcome outcome) implements Reply {}
}
