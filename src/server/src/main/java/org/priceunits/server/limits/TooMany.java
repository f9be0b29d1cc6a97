package org.priceunits.server.limits;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.guard.Refusal;
import org.priceunits.server.guard.RefusalWriter;

/** Answers 429 with {@code Retry-After} and an OperationOutcome. */
final class TooMany {
  private static final Refusal TOO_MANY =
      new Refusal(
          429,
          IssueType.THROTTLED,
          "Too many requests at once. Try again after the seconds that Retry-After names.");

  private final RefusalWriter refusalWriter;

  TooMany(RefusalWriter refusalWriter) {
    this.refusalWriter = refusalWriter;
  }

  void answer(HttpServletRequest request, HttpServletResponse response, long seconds)
      throws IOException {
    response.setHeader("Retry-After", Long.toString(seconds));
    refusalWriter.write(request, response, TOO_MANY);
  }
}
