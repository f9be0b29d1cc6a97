package org.priceunits.server.bulk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.bulk.GzipMembers;
import org.priceunits.bulk.LineReader;
import org.priceunits.bulk.LineReader.Line;
import org.priceunits.server.guard.Refusal;

/** The lines of NDJSON, of a body or another source, read as they come. */
final class BodyLines {
  /** Name of the body in messages. */
  static final String NAME = "body.ndjson";

  private static final int BUFFER = 1 << 16;
  private static final String TOO_LONG =
      "The line has more than %d MB. Put one record on a line.".formatted(LineReader.LONGEST >> 20);

  private BodyLines() {}

  /**
   * Gives the lines of a body to a job.
   *
   * @param coming is run at each read that brings something of the body
   * @param longest most bytes, after decompression
   * @param time after which a body that still comes is given up
   */
  static void give(
      HttpServletRequest request, Runnable coming, Intake intake, long longest, Duration time)
      throws IOException {
    Budget budget =
        new Budget(
            longest,
            time,
            new Refusal(
                413,
                IssueType.TOOLONG,
                "The body is longer than the %d bytes that one job takes. Send the records in several jobs, those of one patient together."
                    .formatted(longest)),
            new Refusal(
                408,
                IssueType.TIMEOUT,
                "The body did not arrive in time. Send it faster, or in parts."));
    give(budget.bound(plain(request, coming, budget)), NAME, intake);
  }

  /**
   * Gives the lines of a stream to a job.
   *
   * @param name of the source, for messages
   */
  static void give(InputStream in, String name, Intake intake) throws IOException {
    LineReader reader = new LineReader(in);
    for (Line line = reader.next(); line != null; line = reader.next()) {
      if (line.tooLong()) {
        intake.refused(name, line.number(), TOO_LONG);
      } else {
        intake.record(name, line.number(), line.bytes());
      }
    }
  }

  private static InputStream plain(HttpServletRequest request, Runnable coming, Budget budget)
      throws IOException {
    InputStream body = new WhileWanted(request.getInputStream(), coming);
    String encoding =
        Objects.requireNonNullElse(request.getHeader("Content-Encoding"), "identity")
            .strip()
            .toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> GzipMembers.of(budget.timed(body), BUFFER);
      default ->
          throw new RefusedException(
              new Refusal(
                  415,
                  IssueType.NOTSUPPORTED,
                  "The only content encoding that is read here is gzip."));
    };
  }
}
