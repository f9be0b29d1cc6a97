package org.priceunits.server.bulk;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.google.common.collect.Lists;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.bulk.Job.Status;
import org.priceunits.server.bulk.Pieces.Kind;
import org.priceunits.server.bulk.Pieces.Part;
import org.priceunits.server.bulk.Pieces.Piece;
import org.priceunits.server.security.ActingClient;

/**
 * Makes a received job ready: reads what is stored here, gives records without a patient to their
 * administrations, and cuts chunks. A node may die in the middle; the next one starts over.
 */
final class Preparation {
  private final JobTables tables;
  private final StoredAdministrations administrations;
  private final BulkProperties settings;

  Preparation(JobTables tables, StoredAdministrations administrations, BulkProperties settings) {
    this.tables = tables;
    this.administrations = administrations;
    this.settings = settings;
  }

  /**
   * Prepares a job, unless that is done.
   *
   * @param turn this node's
   * @throws NotPossibleException if the job as a whole is refused
   */
  void prepare(Job job, Turn turn, Runnable stillWanted) {
    if (job.status() != Status.PREPARING) {
      return;
    }
    tables.together(
        () -> {
          tables.jobs().hold(turn);
          tables.pieces().removePrepared(job.id());
          tables.jobs().measure(job.id());
        });
    LongConsumer progress =
        bytes -> {
          tables.jobs().hold(turn);
          tables.jobs().progress(job.id(), Status.PREPARING, bytes);
        };
    try {
      readStored(job, progress, stillWanted);
      placeWaiting(job, progress, stillWanted);
      checkStatements(job);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Chunk> chunks = chunks(job);
    tables.together(
        () -> {
          tables.jobs().hold(turn);
          tables.jobs().move(job.id(), Status.PREPARING, Status.PRICING);
          tables.chunks().add(job.id(), chunks);
        });
  }

  private void readStored(Job job, LongConsumer progress, Runnable stillWanted) throws IOException {
    JobInputs inputs = JobInputs.of(job.inputs());
    RequestDetails client = ActingClient.of(job.client(), job.base());
    StoredReferences named = new StoredReferences(inputs.references(), job.base());
    Set<String> ids = new LinkedHashSet<>(named.ids());
    String criteria = inputs.criteria();
    if (criteria != null) {
      tables.together(
          () -> {
            progress.accept(0);
            tables.jobs().reads(job.id());
          });
      ids.addAll(administrations.ids(criteria, settings.maxAdministrations() + 1, client));
    }
    if (ids.size() + named.elsewhere().size() > settings.maxAdministrations()) {
      throw NotPossibleException.of(
          413,
          IssueType.TOOCOSTLY,
          "More than %d stored administrations are asked for, which are priced in one job. Narrow the criteria, for example by effective-time."
              .formatted(settings.maxAdministrations()));
    }
    Intake intake = new Intake(tables, job.id(), progress, Pieces.PREPARED);
    for (List<String> some : Lists.partition(List.copyOf(ids), StoredAdministrations.AT_ONCE)) {
      stillWanted.run();
      Set<String> missing = new LinkedHashSet<>(some);
      for (MedicationAdministration found : administrations.read(some, client)) {
        missing.remove(found.getIdElement().getIdPart());
        intake.stored(found);
      }
      for (String id : missing) {
        intake.notFound("MedicationAdministration/" + id);
      }
    }
    for (String reference : named.elsewhere()) {
      intake.notFound(reference);
    }
    intake.flush();
  }

  /**
   * Copies each record without a patient beside its administration. One whose administration did
   * not come stays by itself.
   */
  private void placeWaiting(Job job, LongConsumer progress, Runnable stillWanted)
      throws IOException {
    WaitingLines waiting = new WaitingLines();
    read(job, Kind.WAITING, Parts.WITHOUT_PATIENT, waiting::add);
    if (waiting.isEmpty()) {
      return;
    }
    LineBuffers placed = new LineBuffers();
    for (int part = 0; part < Parts.COUNT; part++) {
      stillWanted.run();
      int here = part;
      read(
          job,
          Kind.INPUT,
          part,
          line -> {
            if (line.kind().isAdministration() && !line.id().isEmpty()) {
              waiting.takeOf(line.id()).forEach(one -> add(placed, here, one.with(line.key())));
            }
          });
    }
    waiting.left().forEach(line -> add(placed, Parts.WITHOUT_PATIENT, line));
    List<Piece> pieces = placed.drain(2 * Pieces.PREPARED);
    tables.together(
        () -> {
          progress.accept(pieces.stream().mapToLong(piece -> piece.content().length).sum());
          tables.pieces().add(job.id(), pieces);
        });
  }

  /** Refuses statements about administrations that are not in the job: they would be lost. */
  private void checkStatements(Job job) throws IOException {
    Set<String> stated = new TreeSet<>(JobInputs.of(job.inputs()).stated());
    for (int part = 0; part < Parts.COUNT && !stated.isEmpty(); part++) {
      read(job, Kind.INPUT, part, line -> stated.remove(line.id()));
    }
    if (!stated.isEmpty()) {
      throw NotPossibleException.of(
          422,
          IssueType.INVALID,
          "A statement names an administration that is not in the job: %s. Send it, or leave the statement out."
              .formatted(stated.iterator().next()));
    }
  }

  private static void add(LineBuffers buffers, int part, JobLine line) {
    try {
      buffers.add(Kind.INPUT, part, line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Job job, Kind kind, int part, Consumer<JobLine> sink) throws IOException {
    for (int sequence : tables.pieces().sequences(job.id(), kind, part)) {
      try (DataInputStream in =
          new DataInputStream(
              Gzip.plain(tables.pieces().content(job.id(), kind, part, sequence)))) {
        for (JobLine line = JobLine.read(in); line != null; line = JobLine.read(in)) {
          sink.accept(line);
        }
      }
    }
  }

  /** Joins parts until a chunk has its size. */
  private List<Chunk> chunks(Job job) {
    long size = settings.chunkSize().toBytes();
    List<Chunk> chunks = new ArrayList<>();
    List<Part> some = new ArrayList<>();
    for (Part part : tables.pieces().parts(job.id())) {
      boolean alone = part.number() == Parts.WITHOUT_PATIENT;
      if (!some.isEmpty() && (alone || bytes(some) >= size)) {
        chunks.add(chunk(chunks.size(), some, job));
        some.clear();
      }
      some.add(part);
    }
    if (!some.isEmpty()) {
      chunks.add(chunk(chunks.size(), some, job));
    }
    return chunks;
  }

  private static long bytes(List<Part> parts) {
    return parts.stream().mapToLong(Part::size).sum();
  }

  private static Chunk chunk(int number, List<Part> parts, Job job) {
    int administrations = parts.stream().collect(Collectors.summingInt(Part::administrations));
    return new Chunk(
        number,
        parts.get(0).number(),
        parts.get(parts.size() - 1).number(),
        administrations,
        false,
        !job.stores(),
        null);
  }
}
