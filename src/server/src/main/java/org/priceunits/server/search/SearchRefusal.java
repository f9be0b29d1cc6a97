package org.priceunits.server.search;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.guard.Refusal;

/** What a search or condition is refused with. */
final class SearchRefusal {
  private SearchRefusal() {}

  /** Answers 413 if there is a sentence on the size. */
  static void ofSize(Optional<String> fault) {
    fault.ifPresent(
        text -> {
          throw new PayloadTooLargeException(
              text, new Refusal(413, IssueType.TOOCOSTLY, text).outcome());
        });
  }

  /** Answers 400 if there is a sentence on a parameter. */
  static void of(Map<String, String> faults) {
    if (!faults.isEmpty()) {
      String text = String.join(" ", faults.values());
      throw new InvalidRequestException(
          text, new Refusal(400, IssueType.NOTSUPPORTED, text).outcome());
    }
  }
}
