package org.priceunits.server.bulk;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.PatientKey;
import org.priceunits.bulk.RecordScan;
import org.priceunits.bulk.RecordScan.NotReadable;
import org.priceunits.bulk.RecordScan.NotUsed;
import org.priceunits.bulk.RecordScan.OfPatient;
import org.priceunits.bulk.RecordScan.Scanned;
import org.priceunits.bulk.RecordScan.Shared;
import org.priceunits.bulk.SharedLines;
import org.priceunits.server.bulk.JobLine.Kind;
import org.priceunits.server.bulk.Pieces.Piece;

/** Sorts the records of a job by patient into the database, in bounded memory. For one thread. */
final class Intake {
  private static final long BUFFERED = 16L << 20;
  private static final int MOST_SERVERS = 2;

  private final JobTables tables;
  private final String job;
  private final LongConsumer progress;
  private final LineBuffers lines = new LineBuffers();
  private final Map<String, byte[]> shared = new HashMap<>();
  private final Map<String, Long> notUsed = new TreeMap<>();
  private final Set<String> servers = new HashSet<>();
  private String lastFile = "";
  private int files;
  private int sequence;
  private long sharedBytes;
  private long records;

  /**
   * @param progress notes bytes that are about to be added, in the same transaction; throws {@link
   *     JobGoneException} if the job is not to be added to
   * @param sequence number of the first pieces
   */
  Intake(JobTables tables, String job, LongConsumer progress, int sequence) {
    this.tables = tables;
    this.job = job;
    this.progress = progress;
    this.sequence = sequence;
  }

  /**
   * Takes a line.
   *
   * @param file name of its source, for messages
   * @param text a resource in JSON
   */
  void record(String file, long number, byte[] text) throws IOException {
    Scanned scanned = RecordScan.of(text);
    if (scanned instanceof OfPatient record) {
      place(file, number, text, record, false);
    } else if (scanned instanceof Shared resource) {
      share(resource.name(), text);
    } else if (scanned instanceof NotUsed other) {
      notUsed(other.type(), 1);
    } else if (scanned instanceof NotReadable not) {
      refused(file, number, not.reason());
      return;
    }
    flushIfFull();
  }

  /** Takes a line that cannot be a record, with the reason. */
  void refused(String file, long number, String reason) throws IOException {
    if (!file.equals(lastFile)) {
      lastFile = file;
      files++;
    }
    PatientKey key = PatientKey.ofPlace(files - 1, number);
    put(new JobLine(key, Kind.NOT_READABLE, file, number, "", utf8(reason)));
  }

  /** Takes notice of resources that pricing does not read. */
  void notUsed(String type, long count) {
    notUsed.merge(type, count, Long::sum);
  }

  /** Takes an administration that is stored here. */
  void stored(MedicationAdministration administration) throws IOException {
    String name = "MedicationAdministration/" + administration.getIdElement().getIdPart();
    byte[] text =
        utf8(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(administration));
    Scanned scanned = RecordScan.of(text);
    if (scanned instanceof OfPatient record) {
      place(name, 1, text, record, true);
    } else if (scanned instanceof NotReadable not) {
      refused(name, 1, not.reason());
    }
    flushIfFull();
  }

  /** Takes a reference to an administration that is not stored here. */
  void notFound(String name) throws IOException {
    String reason =
        "The administration %s is not here. Check the reference, or send the resource itself."
            .formatted(new IdType(name).getIdPart());
    put(new JobLine(PatientKey.ofRecord(utf8(name)), Kind.NOT_FOUND, name, 1, "", utf8(reason)));
  }

  private void place(String file, long number, byte[] text, OfPatient record, boolean stored)
      throws IOException {
    if (record.server() != null && servers.size() < MOST_SERVERS) {
      servers.add(record.server());
    }
    String patient = record.patient();
    PatientKey key = patient == null ? PatientKey.ofRecord(text) : PatientKey.ofPatient(patient);
    Kind kind =
        !record.isAdministration()
            ? Kind.OTHER_RECORD
            : stored ? Kind.STORED_ADMINISTRATION : Kind.ADMINISTRATION;
    String id = record.isAdministration() && record.id() != null ? record.id() : "";
    if (patient != null || record.partOf().isEmpty()) {
      put(new JobLine(key, kind, file, number, id, text));
    } else {
      records++;
      lines.add(
          Pieces.Kind.WAITING,
          Parts.WITHOUT_PATIENT,
          new JobLine(key, kind, file, number, record.partOf().get(0), text));
    }
  }

  private void put(JobLine line) throws IOException {
    records++;
    lines.add(Pieces.Kind.INPUT, Parts.of(line.key()), line);
    flushIfFull();
  }

  private void share(String name, byte[] text) {
    sharedBytes += text.length;
    shared.merge(name, text, SharedLines::merged);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void flushIfFull() {
    if (lines.size() + sharedBytes > BUFFERED) {
      flush();
    }
  }

  /** Writes what waits. */
  void flush() {
    List<Piece> pieces = lines.drain(sequence);
    long bytes =
        pieces.stream().mapToLong(piece -> piece.content().length).sum()
            + shared.values().stream().mapToLong(text -> text.length).sum();
    tables.together(
        () -> {
          progress.accept(bytes);
          tables.pieces().add(job, pieces);
          tables.shared().add(job, sequence, shared);
        });
    shared.clear();
    sharedBytes = 0;
    sequence++;
  }

  /** Returns the number of records of patients, readable or not. */
  long records() {
    return records;
  }

  /**
   * Returns the one server that the absolute references name; null if they name none or several.
   */
  @Nullable String server() {
    return servers.size() == 1 ? servers.iterator().next() : null;
  }

  /** Returns how many resources of each type pricing does not read. */
  Map<String, Long> notUsed() {
    return notUsed;
  }
}
