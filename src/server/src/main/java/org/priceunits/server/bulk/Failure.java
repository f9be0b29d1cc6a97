package org.priceunits.server.bulk;

import ca.uhn.fhir.context.FhirContext;
import org.priceunits.server.guard.Refusal;

/** Why a job has failed, as it stands in its row: HTTP status, space, OperationOutcome in JSON. */
record Failure(int status, String outcome) {
  static String text(Refusal refusal) {
    return refusal.status()
        + " "
        + FhirContext.forR4Cached().newJsonParser().encodeResourceToString(refusal.outcome());
  }

  static Failure of(String text) {
    String[] parts = text.split(" ", 2);
    return new Failure(Integer.parseInt(parts[0]), parts[1]);
  }
}
