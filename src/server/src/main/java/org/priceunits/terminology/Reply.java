package org.priceunits.terminology;

import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/** The reply of an operation: a resource, or a refusal with its HTTP status. */
public sealed interface Reply permits Reply.Answered, Reply.Refused {

  /**
   * The answer as an R4 resource, and as the bytes of its FHIR JSON (UTF-8, not pretty-printed).
   * Shared between requests: neither may be changed.
   */
  non-sealed interface Answered extends Reply {
    Resource resource();

    byte[] json();
  }

  /**
   * The request cannot be answered; {@code status} is 400, 404 or 422, and the outcome says what to
   * do.
   */
  record Refused(int status, OperationOutcome outcome) implements Reply {}
}
