package org.priceunits.server.guard;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** What a patch is refused with. */
final class PatchRefusal {
  private PatchRefusal() {}

  static void checkLength(long size, long longest) {
    if (size > longest) {
      throw tooLarge(
          "The patch makes the resource longer than the %d bytes that a body may have. Copy or add less."
              .formatted(longest));
    }
  }

  static InvalidRequestException notApplied(String reason) {
    String text = "The patch cannot be applied. " + reason;
    return new InvalidRequestException(
        text, new Refusal(400, IssueType.PROCESSING, text).outcome());
  }

  static PayloadTooLargeException tooLarge(String text) {
    return new PayloadTooLargeException(text, new Refusal(413, IssueType.TOOLONG, text).outcome());
  }

  static UnprocessableEntityException path(String reason) {
    String text =
        "A path of the patch %s. Name the element by its place, with where(...) if needed."
            .formatted(reason);
    return new UnprocessableEntityException(
        text, new Refusal(422, IssueType.NOTSUPPORTED, text).outcome());
  }
}
