package org.priceunits.server.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.bulk.RecordScan;
import org.priceunits.server.bulk.Job.Status;
import org.priceunits.server.bulk.Submissions.Named;
import org.priceunits.server.fetch.FetchRefusedException;
import org.priceunits.server.fetch.RemoteFiles;
import org.priceunits.server.guard.Refusal;

/**
 * Fetches the files of a submission into its job: all or none, since a claim that is made without
 * one of them could be wrong. A second attempt starts over.
 */
final class SubmittedFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_MANIFEST = 1 << 24;
  private static final String NDJSON = "application/fhir+ndjson";
  private static final Duration LATER = Duration.ofSeconds(1);

  private final JobTables tables;
  private final RemoteFiles files;
  private final BulkProperties bulk;
  private final int mostFiles;
  private final Semaphore atOnce;

  /**
   * @param mostFiles of one submission, manifests among them
   */
  SubmittedFiles(JobTables tables, RemoteFiles files, BulkProperties bulk, int mostFiles) {
    this.tables = tables;
    this.files = files;
    this.bulk = bulk;
    this.mostFiles = mostFiles;
    this.atOnce = new Semaphore(Math.max(1, bulk.threads() / 2));
  }

  /**
   * Fetches the files of a job, unless that is done.
   *
   * @param turn this node's
   * @throws NotPossibleException if one of them cannot be had
   * @throws NotFetchedException if it may be had later
   * @throws NotNowException if others are being fetched
   */
  void fetch(Job job, Turn turn, Runnable stillWanted) {
    if (job.status() != Status.FETCHING) {
      return;
    }
    if (!atOnce.tryAcquire()) {
      throw NotNowException.after(LATER);
    }
    try {
      new Run(job, turn, stillWanted).all();
    } finally {
      atOnce.release();
    }
  }

  private Budget budget() {
    return new Budget(
        bulk.maxInput().toBytes(),
        bulk.uploadTime(),
        new Refusal(
            413,
            IssueType.TOOLONG,
            "The files are longer than the %d bytes that one job takes. Submit the records in several submissions, those of one patient together."
                .formatted(bulk.maxInput().toBytes())),
        new Refusal(
            504,
            IssueType.TIMEOUT,
            "The files were not fetched within %d minutes. Submit them in several submissions, those of one patient together."
                .formatted(bulk.uploadTime().toMinutes())));
  }

  /** The fetching of one submission. */
  private final class Run {
    private final Job job;
    private final Turn turn;
    private final Runnable stillWanted;
    private final Intake intake;
    private final Budget budget = budget();
    private int opened;

    Run(Job job, Turn turn, Runnable stillWanted) {
      this.job = job;
      this.turn = turn;
      this.stillWanted = stillWanted;
      this.intake = new Intake(tables, job.id(), this::progress, 0);
    }

    private void progress(long bytes) {
      tables.jobs().hold(turn);
      tables.jobs().progress(job.id(), Status.FETCHING, bytes);
    }

    void all() {
      tables.together(
          () -> {
            progress(0);
            tables.pieces().removeInput(job.id());
            tables.jobs().measure(job.id());
          });
      List<Named> manifests = tables.submissions().manifests(job.id());
      for (Named manifest : manifests) {
        pages(manifest);
      }
      if (intake.records() == 0) {
        throw NotPossibleException.of(
            422, IssueType.REQUIRED, "The files of the submission have nothing to price.");
      }
      intake.flush();
      String notUsed = JSON.valueToTree(intake.notUsed()).toString();
      tables.together(
          () -> {
            tables.jobs().hold(turn);
            tables.jobs().received(job.id(), Status.FETCHING, manifests.get(0).base(), notUsed);
            tables.submissions().forgetHeaders(job.id());
          });
    }

    /** A manifest may be continued in others. */
    private void pages(Named manifest) {
      Map<String, String> headers = headers(manifest);
      String url = manifest.url();
      int file = 0;
      while (!url.isEmpty()) {
        JsonNode page = page(url, headers);
        SubmitRequest.checkNdjson(page.path("outputFormat").asText("ndjson"));
        for (JsonNode output : page.path("output")) {
          file++;
          String type = output.path("type").asText("");
          if (type.isEmpty() || RecordScan.isUsed(type)) {
            lines(manifest.number(), file, output.path("url").asText(""), headers);
          } else {
            intake.notUsed(type, output.path("count").asLong(1));
          }
        }
        for (JsonNode error : page.path("error")) {
          intake.notUsed("error", error.path("count").asLong(1));
        }
        for (JsonNode deleted : page.path("deleted")) {
          intake.notUsed("deleted", deleted.path("count").asLong(1));
        }
        url = next(page);
      }
    }

    private static String next(JsonNode page) {
      for (JsonNode link : page.path("link")) {
        if ("next".equals(link.path("relation").asText())) {
          return link.path("url").asText("");
        }
      }
      return "";
    }

    private JsonNode page(String url, Map<String, String> headers) {
      return read(
          url,
          "application/json",
          headers,
          in -> {
            byte[] text = in.readNBytes(LONGEST_MANIFEST + 1);
            if (text.length > LONGEST_MANIFEST) {
              throw new RefusedException(
                  new Refusal(
                      413,
                      IssueType.TOOLONG,
                      "%s is longer than the %d bytes of a manifest. Continue it in others, by link."
                          .formatted(shown(url), LONGEST_MANIFEST)));
            }
            try {
              JsonNode page = JSON.readTree(text);
              if (page.path("output").isArray()) {
                return page;
              }
            } catch (JsonProcessingException e) {
              // The same sentence as for JSON of another form.
            }
            throw new RefusedException(
                new Refusal(
                    422,
                    IssueType.STRUCTURE,
                    "%s is no manifest of Bulk Data Access. Correct it.".formatted(url)));
          });
    }

    private void lines(int manifest, int file, String url, Map<String, String> headers) {
      String path = url.replaceFirst("[?#].*", "");
      String name = JobManifest.file(manifest, file, path.substring(path.lastIndexOf('/') + 1));
      read(
          url,
          NDJSON,
          headers,
          in -> {
            BodyLines.give(in, name, intake);
            return name;
          });
    }

    private <T> T read(String url, String accept, Map<String, String> headers, Reader<T> reader) {
      stillWanted.run();
      if (++opened > mostFiles) {
        throw NotPossibleException.of(
            413,
            IssueType.TOOCOSTLY,
            "A submission has at most %d files, its manifests among them. Submit fewer, larger files."
                .formatted(mostFiles));
      }
      try (InputStream in =
          files.open(
              url, accept, headers, raw -> budget.timed(new WhileWanted(raw, stillWanted)))) {
        return reader.read(budget.bound(in));
      } catch (RefusedException e) {
        throw new NotPossibleException(e.refusal());
      } catch (FetchRefusedException | ZipException | EOFException e) {
        String why =
            e instanceof FetchRefusedException
                ? e.getMessage()
                : "It is gzip that breaks off. Offer it whole.";
        throw NotPossibleException.of(
            422,
            IssueType.PROCESSING,
            "%s cannot be fetched. %s Then submit again.".formatted(shown(url), why));
      } catch (IOException e) {
        throw new NotFetchedException(shown(url), e);
      }
    }
  }

  /** What is read of a file. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  private static Map<String, String> headers(Named manifest) {
    try {
      return JSON.readValue(
          Objects.requireNonNullElse(manifest.headers(), "{}"), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The headers of a manifest are no JSON.", e);
    }
  }

  /** A query may be a secret. */
  private static String shown(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }
}
