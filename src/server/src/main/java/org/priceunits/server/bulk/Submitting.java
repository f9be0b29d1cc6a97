package org.priceunits.server.bulk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.server.bulk.Job.Status;
import org.priceunits.server.bulk.Submissions.Name;
import org.priceunits.server.bulk.Submissions.Named;
import org.priceunits.server.fetch.FetchRefusedException;
import org.priceunits.server.fetch.RemoteFiles;
import org.priceunits.server.guard.Refusal;
import org.springframework.dao.DuplicateKeyException;

/**
 * Keeps submissions: a submission is a job that is given its manifests one request after the other,
 * and starts once it is completed. Until then nothing is fetched, so a manifest that is replaced
 * leaves no trace.
 */
final class Submitting {
  private static final Refusal STOPPED =
      new Refusal(410, IssueType.DELETED, "The submission was stopped by its submitter.");

  private final JobTables tables;
  private final JobRoom room;
  private final JobAccess access;
  private final RemoteFiles files;
  private final Supplier<ClaimPricer> pricers;
  private final SubmitProperties settings;
  private final Clock clock;
  private final Consumer<String> submit;

  /**
   * @param submit asks for the work on a job
   */
  Submitting(
      JobTables tables,
      JobRoom room,
      JobAccess access,
      RemoteFiles files,
      Supplier<ClaimPricer> pricers,
      SubmitProperties settings,
      Clock clock,
      Consumer<String> submit) {
    this.tables = tables;
    this.room = room;
    this.access = access;
    this.files = files;
    this.pricers = pricers;
    this.settings = settings;
    this.clock = clock;
    this.submit = submit;
  }

  /** Returns the job of a submission; empty if it is not here, or another client's. */
  Optional<Job> find(Name name) {
    return tables.submissions().job(name).flatMap(id -> tables.jobs().find(id, name.client()));
  }

  /**
   * Takes what a request says of a submission, all of it or nothing.
   *
   * @return true if the submission is new
   * @throws NotPossibleException if it is refused
   */
  boolean take(SubmitRequest said, HttpServletRequest request) {
    Name name = said.name(JobAccess.client(request));
    JobInputs inputs = inputs(said, request);
    removeExpired(name);
    Optional<Job> known = find(name);
    if (known.isEmpty()) {
      room.check(name.client());
    }
    String id = known.map(Job::id).orElseGet(() -> UUID.randomUUID().toString());
    try {
      tables.together(
          () -> {
            if (known.isEmpty()) {
              add(id, name, said, request);
            }
            change(id, said, inputs);
          });
    } catch (DuplicateKeyException e) {
      throw closed("Another request of this submission is being taken. Send this one again.");
    } catch (JobGoneException e) {
      // A node may have died between taking the submission and giving its job to a thread.
      tables
          .jobs()
          .find(id)
          .filter(job -> job.status() == Status.FETCHING)
          .ifPresent(job -> submit.accept(id));
      throw closed(
          "The submission is completed or stopped, and takes no more. Use another submissionId; to"
              + " cancel it, DELETE its job.");
    }
    if (said.status() == SubmitRequest.Status.COMPLETED) {
      submit.accept(id);
    }
    return known.isEmpty();
  }

  private static NotPossibleException closed(String text) {
    return NotPossibleException.of(409, IssueType.CONFLICT, text);
  }

  private JobInputs inputs(SubmitRequest said, HttpServletRequest request) {
    JobInputs inputs = said.inputs();
    inputs.check(pricers.get());
    Optional<String> refusal = access.refusal(request, inputs);
    if (refusal.isPresent()) {
      throw NotPossibleException.of(403, IssueType.FORBIDDEN, refusal.get());
    }
    return inputs;
  }

  private void removeExpired(Name name) {
    Optional<String> row = tables.submissions().job(name);
    if (row.isPresent() && tables.jobs().find(row.get()).isEmpty()) {
      tables.jobs().remove(row.get());
    }
  }

  private void add(String id, Name name, SubmitRequest said, HttpServletRequest request) {
    if (said.status() != SubmitRequest.Status.IN_PROGRESS && said.manifestUrl() == null) {
      throw NotPossibleException.of(
          404,
          IssueType.NOTFOUND,
          "There is no such submission. Name a manifest first, or correct submitter and"
              + " submissionId.");
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    tables
        .jobs()
        .add(
            new Job(
                id,
                name.client(),
                Status.SUBMITTING,
                now,
                now,
                JobRequests.url(request),
                JobRequests.base(request),
                new JobInputs().json(),
                false,
                null,
                null,
                null));
    tables.submissions().add(id, name);
  }

  /** The row of the job is held from the first statement on, so that requests take turns. */
  private void change(String id, SubmitRequest said, JobInputs inputs) {
    tables.jobs().progress(id, Status.SUBMITTING, 0);
    replace(id, said);
    if (said.manifestUrl() != null) {
      name(id, said, inputs);
    }
    switch (said.status()) {
      case COMPLETED -> complete(id);
      case STOPPED -> {
        tables.jobs().fail(id, Failure.text(STOPPED));
        tables.submissions().forgetHeaders(id);
      }
      case IN_PROGRESS -> {}
    }
  }

  private void replace(String id, SubmitRequest said) {
    String replaced = said.replaced();
    if (replaced != null) {
      Named old =
          tables.submissions().manifests(id).stream()
              .filter(manifest -> manifest.url().equals(replaced))
              .findFirst()
              .orElseThrow(
                  () ->
                      NotPossibleException.of(
                          422,
                          IssueType.NOTFOUND,
                          "replacesManifestUrl is no manifest of this submission. Correct it."));
      tables.submissions().remove(id, old.number());
    }
  }

  private void name(String id, SubmitRequest said, JobInputs inputs) {
    String url = checked(Objects.requireNonNull(said.manifestUrl()));
    List<Named> others = tables.submissions().manifests(id);
    if (others.size() >= settings.maxFiles()) {
      throw NotPossibleException.of(
          413,
          IssueType.TOOCOSTLY,
          "A submission has at most %d manifests. Name more files in each."
              .formatted(settings.maxFiles()));
    }
    if (others.stream().anyMatch(other -> other.url().equals(url))) {
      throw NotPossibleException.of(
          409, IssueType.DUPLICATE, "The manifest is named already: there is nothing to do.");
    }
    if (others.stream()
        .anyMatch(
            other -> !other.base().equals(said.base()) || !other.inputs().equals(inputs.json()))) {
      throw NotPossibleException.of(
          422,
          IssueType.CONFLICT,
          "The records of one submission are priced together. Send the same fhirBaseUrl and import"
              + " with each of its manifests, or make two submissions.");
    }
    tables.submissions().add(id, url, said.base(), inputs.json(), said.headers());
  }

  private String checked(String address) {
    try {
      return files.checked(address).toString();
    } catch (FetchRefusedException e) {
      throw NotPossibleException.of(
          422, IssueType.SECURITY, "manifestUrl cannot be fetched. " + e.getMessage());
    }
  }

  private void complete(String id) {
    List<Named> manifests = tables.submissions().manifests(id);
    if (manifests.isEmpty()) {
      throw NotPossibleException.of(
          422,
          IssueType.REQUIRED,
          "The submission has no manifest. Name one by manifestUrl, or stop the submission.");
    }
    String inputs = manifests.get(0).inputs();
    tables.jobs().submitted(id, inputs, JobInputs.of(inputs).store());
  }
}
