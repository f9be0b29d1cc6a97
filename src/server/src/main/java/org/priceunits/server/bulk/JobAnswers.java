package org.priceunits.server.bulk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.coyote.CloseNowException;
import org.apache.tomcat.util.http.parser.AcceptEncoding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.audit.JobAudit;
import org.priceunits.server.bulk.Job.Status;
import org.priceunits.server.guard.Refusal;
import org.priceunits.server.guard.RefusalWriter;
import org.priceunits.server.operation.HttpDate;

/** Answers the requests about a job to the client that asked for it. */
final class JobAnswers {
  private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
  private static final String RETRY_SECONDS = "2";
  private static final Refusal NOT_HERE =
      new Refusal(
          404,
          IssueType.NOTFOUND,
          "There is no such job. It was cancelled, has expired, or is another client's.");
  private static final Refusal NO_FILE =
      new Refusal(
          404,
          IssueType.NOTFOUND,
          "There is no such file. The manifest of the job lists the files once it is complete.");
  private static final Refusal METHOD =
      new Refusal(
          405, IssueType.NOTSUPPORTED, "A job is read by GET, and cancelled or removed by DELETE.");

  private final JobTables tables;
  private final JobFiles files;
  private final JobAudit audit;
  private final JobMeters meters;
  private final RefusalWriter refusals;

  JobAnswers(
      JobTables tables, JobFiles files, JobAudit audit, JobMeters meters, RefusalWriter refusals) {
    this.tables = tables;
    this.files = files;
    this.audit = audit;
    this.meters = meters;
    this.refusals = refusals;
  }

  /** Answers a request below {@link JobRequests#JOBS}. */
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String[] path = JobRequests.path(request).substring(JobRequests.JOBS.length()).split("/", -1);
    Optional<Job> job = tables.jobs().find(path[0], JobAccess.client(request));
    boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (job.isEmpty() || path.length > 2) {
      refusals.write(request, response, NOT_HERE);
    } else if (read && path.length == 1) {
      status(request, response, job.get());
    } else if (read) {
      file(request, response, job.get(), path[1]);
    } else if (request.getMethod().equals("DELETE") && path.length == 1) {
      cancel(request, response, job.get());
    } else {
      response.setHeader("Allow", "GET, HEAD, DELETE");
      refusals.write(request, response, METHOD);
    }
  }

  private void cancel(HttpServletRequest request, HttpServletResponse response, Job job) {
    if (tables.jobs().remove(job.id())) {
      meters.count(JobMeters.Event.CANCELLED);
    }
    audit.called(request, "DELETE " + request.getRequestURI());
    response.setStatus(HttpServletResponse.SC_ACCEPTED);
  }

  private void status(HttpServletRequest request, HttpServletResponse response, Job job)
      throws IOException {
    List<Chunk> chunks = tables.chunks().of(job.id());
    if (job.status() == Status.FAILED) {
      failure(response, Failure.of(Objects.requireNonNull(job.failure())));
    } else if (job.status() == Status.PRICING && chunks.stream().allMatch(Chunk::isDone)) {
      response.setHeader("Expires", HttpDate.of(tables.jobs().end(job)));
      body(response, 200, "application/json", files.manifest(job, chunks));
    } else {
      response.setStatus(HttpServletResponse.SC_ACCEPTED);
      response.setHeader("X-Progress", progress(job, chunks));
      response.setHeader("Retry-After", RETRY_SECONDS);
    }
  }

  private static String progress(Job job, List<Chunk> chunks) {
    if (job.status() == Status.SUBMITTING) {
      return "waiting for submissionStatus completed";
    }
    if (job.status() != Status.PRICING) {
      return job.status() == Status.FETCHING ? "fetching files" : "preparing";
    }
    long all = chunks.stream().mapToLong(Chunk::administrations).sum();
    long done = chunks.stream().filter(Chunk::isDone).mapToLong(Chunk::administrations).sum();
    return String.format(
        Locale.ROOT,
        "priced %d of %d administrations (%d %%)",
        done,
        all,
        100 * done / Math.max(1, all));
  }

  private static void failure(HttpServletResponse response, Failure failure) throws IOException {
    body(
        response,
        failure.status(),
        "application/fhir+json;charset=UTF-8",
        failure.outcome().getBytes(StandardCharsets.UTF_8));
  }

  private static void body(HttpServletResponse response, int status, String type, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private void file(HttpServletRequest request, HttpServletResponse response, Job job, String file)
      throws IOException {
    List<Chunk> chunks = tables.chunks().of(job.id());
    boolean complete = job.status() == Status.PRICING && chunks.stream().allMatch(Chunk::isDone);
    Optional<String> type = JobFiles.type(file);
    if (!complete || type.isEmpty()) {
      refusals.write(request, response, NO_FILE);
      return;
    }
    audit.called(request, "GET " + request.getRequestURI());
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(type.get());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", "Accept-Encoding");
    try {
      if (accepts(request.getHeader("Accept-Encoding"))) {
        response.setHeader("Content-Encoding", "gzip");
        zipped(job, chunks, file, response.getOutputStream());
      } else {
        files.write(job, chunks, file, response.getOutputStream());
      }
    } catch (JobGoneException e) {
      if (response.isCommitted()) {
        // Cuts the connection as any exception does, and is no error for the log: the client asked.
        throw new CloseNowException(e.getMessage(), e);
      }
      response.reset();
      refusals.write(request, response, NOT_HERE);
    }
  }

  /**
   * After a fault nothing more is written, not even the end of the gzip: the exception goes on, so
   * that the connection is cut and the file is not taken for whole.
   */
  private void zipped(Job job, List<Chunk> chunks, String file, OutputStream out)
      throws IOException {
    GZIPOutputStream zip = new GZIPOutputStream(out, 1 << 14);
    files.write(job, chunks, file, zip);
    zip.finish();
  }

  /** Returns true if an Accept-Encoding header names gzip, and not to exclude it. */
  static boolean accepts(@Nullable String encodings) {
    try {
      return encodings != null
          && AcceptEncoding.parse(new StringReader(encodings.toLowerCase(Locale.ROOT))).stream()
              .anyMatch(e -> GZIP.contains(e.getEncoding()) && e.getQuality() > 0);
    } catch (IOException e) {
      return false;
    }
  }
}
