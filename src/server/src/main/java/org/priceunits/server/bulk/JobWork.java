package org.priceunits.server.bulk;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.server.guard.Refusal;

/** The work that is done for jobs, whichever node does it. Each method may be called twice. */
final class JobWork {
  private static final int BAD_REQUEST = 400;

  private final JobTables tables;
  private final SubmittedFiles files;
  private final Preparation preparation;
  private final ChunkPricing pricing;
  private final ClaimStorage storage;
  private final JobMeters meters;

  JobWork(
      JobTables tables,
      SubmittedFiles files,
      Preparation preparation,
      ChunkPricing pricing,
      ClaimStorage storage,
      JobMeters meters) {
    this.tables = tables;
    this.files = files;
    this.preparation = preparation;
    this.pricing = pricing;
    this.storage = storage;
    this.meters = meters;
  }

  /**
   * Prepares a job: fetches the files of a submission, and cuts chunks.
   *
   * @return the chunks, some of which are to be priced; none if the job is gone, done or has failed
   */
  List<Chunk> prepare(String id, BooleanSupplier stopping) {
    Optional<Job> job = tables.jobs().find(id);
    if (job.isEmpty()) {
      return List.of();
    }
    begin(id).ifPresent(turn -> prepare(job.get(), turn, stopping));
    List<Chunk> chunks = tables.chunks().of(id);
    if (chunks.stream().allMatch(Chunk::isDone)) {
      complete(id);
      return List.of();
    }
    return chunks;
  }

  private Optional<Turn> begin(String id) {
    return Objects.requireNonNull(
        tables.database().transactions().execute(status -> tables.jobs().begin(id)));
  }

  private void prepare(Job job, Turn turn, BooleanSupplier stopping) {
    try {
      Runnable wanted = new StillWanted(tables.jobs(), job.id(), stopping);
      files.fetch(job, turn, wanted);
      preparation.prepare(tables.jobs().find(job.id()).orElse(job), turn, wanted);
    } catch (NotPossibleException e) {
      fail(turn, e.refusal());
    } catch (BaseServerResponseException e) {
      if (e.getStatusCode() >= 500) {
        throw e;
      }
      fail(
          turn,
          new Refusal(
              BAD_REQUEST,
              IssueType.INVALID,
              "The criteria cannot be searched for. Try them as a search of"
                  + " MedicationAdministration."));
    }
  }

  /**
   * Prices a chunk, and stores its claims if the job says so.
   *
   * @param last true if it is not tried again
   */
  void price(String id, int number, boolean last, BooleanSupplier stopping) {
    Optional<Job> found = tables.jobs().find(id).filter(j -> j.status() == Job.Status.PRICING);
    Optional<Chunk> chunk = tables.chunks().find(id, number).filter(c -> !c.isDone());
    if (found.isEmpty() || chunk.isEmpty()) {
      // The node that did the last chunk may have died before it could say so.
      complete(id);
      return;
    }
    Job job = found.get();
    StillWanted wanted = new StillWanted(tables.jobs(), id, stopping);
    Timer.Sample started = meters.start();
    BulkTotals totals;
    try {
      totals = pricing.price(job, chunk.get(), wanted);
    } catch (NotPossibleException e) {
      fail(id, e.refusal());
      return;
    }
    if (totals != null) {
      meters.priced(started, totals);
    }
    tables
        .chunks()
        .find(id, number)
        .filter(Chunk::priced)
        .ifPresent(priced -> storage.store(job, priced, last, wanted));
    complete(id);
  }

  /** Returns true if a job is being priced and has a chunk of that number. */
  boolean hasChunk(String id, int number) {
    return tables.jobs().find(id).filter(j -> j.status() == Job.Status.PRICING).isPresent()
        && tables.chunks().find(id, number).isPresent();
  }

  /** The input of a complete job is not needed any more. */
  private void complete(String id) {
    boolean complete =
        tables.jobs().find(id).filter(j -> j.status() == Job.Status.PRICING).isPresent()
            && tables.chunks().open(id) == 0;
    if (complete) {
      tables.together(
          () -> {
            if (tables.pieces().removeInput(id)) {
              tables.jobs().measure(id);
              meters.count(JobMeters.Event.COMPLETED);
            }
          });
    }
  }

  /** Ends a job without an output, if it is this node's turn at it. */
  private void fail(Turn turn, Refusal refusal) {
    tables.together(
        () -> {
          tables.jobs().hold(turn);
          fail(turn.job(), refusal);
        });
  }

  /** Ends a job without an output. */
  void fail(String id, Refusal refusal) {
    tables.together(
        () -> {
          tables.jobs().fail(id, Failure.text(refusal));
          tables.submissions().forgetHeaders(id);
          tables.pieces().removeAll(id);
          tables.jobs().measure(id);
        });
    meters.count(JobMeters.Event.FAILED);
  }

  /** Keeps a job that waits for room. */
  void waitsForRoom(String id) {
    tables.jobs().waitsForRoom(id);
  }

  /** Returns the jobs whose node died before it could queue the work on them. */
  List<String> forgotten() {
    return tables.jobs().withoutTask();
  }

  /** Removes the jobs that are kept no longer. */
  void removeOutdated() {
    for (String id : tables.jobs().outdated()) {
      if (tables.jobs().remove(id)) {
        meters.count(JobMeters.Event.EXPIRED);
      }
    }
  }
}
