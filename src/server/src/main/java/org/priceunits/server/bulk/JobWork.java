package org.priceunits.server.bulk;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.audit.JobAudit;
import org.priceunits.server.bulk.ChunkPricing.Written;
import org.priceunits.server.guard.Refusal;
import org.priceunits.server.operation.OwnOperation;

/** The work that is done for jobs, whichever node does it. Each method may be called twice. */
final class JobWork {
  private static final int BAD_REQUEST = 400;

  private final JobTables tables;
  private final SubmittedFiles files;
  private final Preparation preparation;
  private final ChunkPricing pricing;
  private final ClaimStorage storage;
  private final JobAudit audit;
  private final JobMeters meters;

  JobWork(
      JobTables tables,
      SubmittedFiles files,
      Preparation preparation,
      ChunkPricing pricing,
      ClaimStorage storage,
      JobAudit audit,
      JobMeters meters) {
    this.tables = tables;
    this.files = files;
    this.preparation = preparation;
    this.pricing = pricing;
    this.storage = storage;
    this.audit = audit;
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
    try {
      Runnable wanted = new StillWanted(tables.jobs(), id, stopping);
      files.fetch(job.get(), wanted);
      preparation.prepare(tables.jobs().find(id).orElse(job.get()), wanted);
    } catch (NotPossibleException e) {
      fail(id, e.refusal());
    } catch (BaseServerResponseException e) {
      if (e.getStatusCode() >= 500) {
        throw e;
      }
      fail(
          id,
          new Refusal(
              BAD_REQUEST,
              IssueType.INVALID,
              "The criteria cannot be searched for. Try them as a search of"
                  + " MedicationAdministration."));
    }
    List<Chunk> chunks = tables.chunks().of(id);
    if (chunks.stream().allMatch(Chunk::isDone)) {
      complete(id);
      return List.of();
    }
    return chunks;
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
    Written written;
    try {
      written = pricing.price(job, chunk.get(), wanted);
    } catch (NotPossibleException e) {
      fail(id, e.refusal());
      return;
    }
    if (written != null) {
      audit.priced(job.client(), OwnOperation.PRICE_UNITS.called(), written.patients());
      meters.priced(started, written.totals());
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

  /** Removes the jobs that are kept no longer. */
  void removeOutdated() {
    for (String id : tables.jobs().outdated()) {
      if (tables.jobs().remove(id)) {
        meters.count(JobMeters.Event.EXPIRED);
      }
    }
  }
}
