package org.priceunits.server.bulk;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.bulk.PatientClaims;
import org.priceunits.bulk.PatientPricer;
import org.priceunits.bulk.RecordScan;
import org.priceunits.bulk.RecordScan.OfPatient;
import org.priceunits.bulk.ResourceLines;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.pricing.ResourceStore;
import org.priceunits.server.audit.JobAudit;
import org.priceunits.server.bulk.Job.Status;
import org.priceunits.server.bulk.Pieces.Kind;
import org.priceunits.server.bulk.Pieces.Piece;
import org.priceunits.server.operation.OwnOperation;
import org.springframework.util.unit.DataSize;

/**
 * Prices one chunk, a patient at a time in the order of the keys. The result is written once,
 * however often the chunk is priced: by a node that was taken for dead, for example.
 */
final class ChunkPricing {
  private static final String PATIENT = "Patient/";
  private static final int MOST_REFUSED = 10_000;

  private final JobTables tables;
  private final Supplier<ClaimPricer> pricers;
  private final CallerStores stores;
  private final JobAudit audit;
  private final long mostBytes;
  private final @Nullable ZoneId siteZone;

  /** Bytes of the results that were about to be written, by job and chunk. */
  private final Cache<String, Long> withoutRoom =
      CacheBuilder.newBuilder().maximumSize(MOST_REFUSED).build();

  /**
   * @param pricers returns a pricer with the knowledge of now
   * @param maxPatient most bytes of the records of one patient, who is refused beyond them, and
   *     most that is held of several
   * @param siteZone time zone of the site; null if each record's own offset decides
   */
  ChunkPricing(
      JobTables tables,
      Supplier<ClaimPricer> pricers,
      CallerStores stores,
      JobAudit audit,
      DataSize maxPatient,
      @Nullable ZoneId siteZone) {
    this.tables = tables;
    this.pricers = pricers;
    this.stores = stores;
    this.audit = audit;
    this.mostBytes = maxPatient.toBytes();
    this.siteZone = siteZone;
  }

  /**
   * Prices a chunk and writes its output.
   *
   * @return what was written; null if that was done before
   * @param stillWanted throws {@link JobGoneException} if the job is not
   */
  @Nullable BulkTotals price(Job job, Chunk chunk, Runnable stillWanted) {
    if (chunk.priced()) {
      return null;
    }
    // What had no room is not priced again before it has some.
    Long refused = withoutRoom.getIfPresent(job.id() + ":" + chunk.number());
    tables.jobs().checkRoom(job.id(), Status.PRICING, refused == null ? 1 : refused);
    try {
      return new Run(job, chunk, stillWanted).written();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pricing of one chunk. */
  private final class Run {
    private final Job job;
    private final Chunk chunk;
    private final Runnable stillWanted;
    private final JobInputs inputs;
    private final ClaimPricer pricer;
    private final ResourceStore resources;
    private final BulkTotals totals = new BulkTotals();
    private final Set<String> patients = new TreeSet<>();
    private final ResourceLines lines = new ResourceLines();
    private final PieceWriter claims;
    private final PieceWriter chargeItems;
    private final PieceWriter outcomes;

    Run(Job job, Chunk chunk, Runnable stillWanted) {
      this.job = job;
      this.chunk = chunk;
      this.stillWanted = stillWanted;
      this.inputs = JobInputs.of(job.inputs());
      this.pricer =
          pricers
              .get()
              .withClock(Clock.fixed(job.created(), ZoneOffset.UTC))
              .whileWanted(stillWanted);
      this.resources = new JobResources(tables.shared(), job, stores.of(job.client(), job.base()));
      this.claims = new PieceWriter(Kind.CLAIM, chunk.number(), 0);
      this.chargeItems = new PieceWriter(Kind.CHARGE_ITEM, chunk.number(), 0);
      this.outcomes = new PieceWriter(Kind.OUTCOME, chunk.number(), 0);
    }

    @Nullable BulkTotals written() throws IOException {
      for (int part = chunk.first(); part <= chunk.last(); part++) {
        if (part == Parts.WITHOUT_PATIENT) {
          answer(alone());
        } else {
          answer(part);
        }
      }
      return write() ? totals : null;
    }

    private void answer(int part) throws IOException {
      PatientsInTurn patients = new PatientsInTurn(mostBytes, mostBytes);
      do {
        read(part, patients::add);
        answer(patients.held());
      } while (patients.turn());
    }

    /** Returns each line by itself, in the order of the keys. */
    private List<PatientLines> alone() throws IOException {
      List<PatientLines> alone = new ArrayList<>();
      read(
          Parts.WITHOUT_PATIENT,
          line -> {
            PatientLines one = new PatientLines(mostBytes);
            one.add(line);
            alone.add(one);
          });
      alone.sort(Comparator.comparing(lines -> lines.first().key()));
      return alone;
    }

    private void read(int part, Consumer<JobLine> sink) throws IOException {
      for (int sequence : tables.pieces().sequences(job.id(), Kind.INPUT, part)) {
        try (DataInputStream in =
            new DataInputStream(
                Gzip.plain(tables.pieces().content(job.id(), Kind.INPUT, part, sequence)))) {
          for (JobLine line = JobLine.read(in); line != null; line = JobLine.read(in)) {
            sink.accept(line);
          }
        }
      }
    }

    private void answer(Collection<PatientLines> patients) throws IOException {
      for (PatientLines patient : patients) {
        stillWanted.run();
        answer(patient);
      }
    }

    private void answer(PatientLines patient) throws IOException {
      name(patient.first());
      PatientClaims answer = priced(patient);
      totals.add(answer);
      for (Claim claim : answer.claims()) {
        lines.write(claim, claims.lines());
      }
      for (ChargeItem charge : answer.chargeItems()) {
        lines.write(charge, chargeItems.lines());
      }
      if (answer.outcome() != null) {
        lines.write(answer.outcome(), outcomes.lines());
      }
      claims.cutIfLong();
      chargeItems.cutIfLong();
      outcomes.cutIfLong();
    }

    private void name(JobLine line) {
      if (RecordScan.of(line.text()) instanceof OfPatient record
          && record.patient() != null
          && record.patient().startsWith(PATIENT)) {
        patients.add(record.patient());
      }
    }

    private PatientClaims priced(PatientLines lines) {
      JobLine first = lines.first();
      String reason = new String(first.text(), StandardCharsets.UTF_8);
      if (first.kind() == JobLine.Kind.NOT_READABLE) {
        return PatientPricer.notReadable(first.record(), reason);
      }
      if (first.kind() == JobLine.Kind.NOT_FOUND) {
        return PatientPricer.notFound(first.record(), reason);
      }
      PatientClaims refusal = lines.refusal();
      if (refusal != null) {
        return refusal;
      }
      List<JobLine> patient = lines.all();
      Set<String> ids = ids(patient.stream());
      Set<String> stored =
          ids(patient.stream().filter(l -> l.kind() == JobLine.Kind.STORED_ADMINISTRATION)).stream()
              .map(id -> "MedicationAdministration/" + id)
              .collect(Collectors.toSet());
      return new PatientPricer(pricer, () -> inputs.ofPatient(ids, siteZone))
          .price(patient.stream().map(JobLine::record).toList(), stored, resources);
    }

    private Set<String> ids(Stream<JobLine> some) {
      return some.filter(line -> line.kind().isAdministration())
          .map(JobLine::id)
          .collect(Collectors.toSet());
    }

    /** Returns false if another node was faster; then nothing is written. */
    private boolean write() {
      List<Piece> pieces = new ArrayList<>(claims.pieces());
      pieces.addAll(chargeItems.pieces());
      pieces.addAll(outcomes.pieces());
      long bytes = pieces.stream().mapToLong(piece -> piece.content().length).sum();
      withoutRoom.put(job.id() + ":" + chunk.number(), bytes);
      tables.jobs().checkRoom(job.id(), Status.PRICING, bytes);
      // Before it is written: after that it is not priced again, and so not audited.
      audit.priced(job.client(), OwnOperation.PRICE_UNITS.called(), patients);
      return Boolean.TRUE.equals(
          tables
              .database()
              .transactions()
              .execute(
                  status -> {
                    tables.jobs().progress(job.id(), Status.PRICING, bytes);
                    boolean first =
                        tables.chunks().priced(job.id(), chunk.number(), TotalsJson.write(totals));
                    if (first) {
                      tables.pieces().add(job.id(), pieces);
                    } else {
                      status.setRollbackOnly();
                    }
                    return first;
                  }));
    }
  }
}
