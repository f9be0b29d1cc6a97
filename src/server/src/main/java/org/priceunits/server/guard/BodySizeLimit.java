package org.priceunits.server.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.ZipException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.bulk.GzipMembers;
import org.priceunits.server.operation.OwnOperation;

/** Reads a whole body, up to a limit that also applies after decompression. */
final class BodySizeLimit {
  private static final int BUFFER = 1 << 14;

  private final int maxBytes;

  BodySizeLimit(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The result of reading. */
  sealed interface Result {}

  record Read(byte[] bytes) implements Result {}

  record Refused(Refusal refusal) implements Result {}

  Result read(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > maxBytes) {
      return tooLong(request);
    }
    String encoding =
        Objects.requireNonNullElse(request.getHeader("Content-Encoding"), "identity")
            .strip()
            .toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "", "identity" -> bounded(request, request.getInputStream());
      case "gzip", "x-gzip" -> unzipped(request);
      default ->
          new Refused(
              new Refusal(
                  415,
                  IssueType.NOTSUPPORTED,
                  "The only content encoding that is read here is gzip."));
    };
  }

  private Result unzipped(HttpServletRequest request) throws IOException {
    // Read whole first, so that the limit holds for what is sent too.
    byte[] sent = request.getInputStream().readNBytes(maxBytes + 1);
    if (sent.length > maxBytes) {
      return tooLong(request);
    }
    try (InputStream in = GzipMembers.of(new ByteArrayInputStream(sent), BUFFER)) {
      return bounded(request, in);
    } catch (ZipException | EOFException e) {
      return new Refused(
          new Refusal(
              400,
              IssueType.STRUCTURE,
              "The body is declared as gzip, but it is not or breaks off."));
    }
  }

  private Result bounded(HttpServletRequest request, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(maxBytes + 1);
    return bytes.length > maxBytes ? tooLong(request) : new Read(bytes);
  }

  private Refused tooLong(HttpServletRequest request) {
    String[] path = Objects.requireNonNullElse(request.getPathInfo(), "").split("/");
    boolean job = path.length == 3 && OwnOperation.runsAsJob(path[2], path[1]);
    return new Refused(
        new Refusal(
            413,
            IssueType.TOOLONG,
            "The body is longer than the "
                + maxBytes
                + " bytes that are read here."
                + (job
                    ? " A job takes more: send NDJSON with the header Prefer: respond-async."
                    : "")));
  }
}
