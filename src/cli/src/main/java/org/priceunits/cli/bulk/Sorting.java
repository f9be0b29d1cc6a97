package org.priceunits.cli.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.priceunits.bulk.LineReader;
import org.priceunits.bulk.LineReader.Line;
import org.priceunits.bulk.RecordScan;
import org.priceunits.bulk.RecordScan.NotReadable;
import org.priceunits.bulk.RecordScan.NotUsed;
import org.priceunits.bulk.RecordScan.OfPatient;
import org.priceunits.bulk.RecordScan.Scanned;
import org.priceunits.bulk.RecordScan.Shared;
import org.priceunits.bulk.StoredLine;

/** The first pass: puts each line where the second one finds it. */
final class Sorting {
  /** Most lines that one task scans. */
  private static final int BATCH = 500;

  /** Most bytes of them, but for the last line: a record may hold a picture. */
  static final int BATCH_BYTES = 4 << 20;

  private static final String TOO_LONG =
      "The line has more than %d MB. Put one record on a line.".formatted(LineReader.LONGEST >> 20);

  private final PatientPartitions partitions;
  private final SharedRecords shared;
  private final PartsWithoutPatient parts;
  private final Workers workers;
  private final Set<String> servers = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> notUsed = new ConcurrentHashMap<>();

  Sorting(
      PatientPartitions partitions,
      SharedRecords shared,
      PartsWithoutPatient parts,
      Workers workers) {
    this.partitions = partitions;
    this.shared = shared;
    this.parts = parts;
    this.workers = workers;
  }

  /**
   * Sorts the lines of a file.
   *
   * @param file position of the file among the inputs
   * @throws IOException if the file ends in the middle of its compression, or cannot be read
   */
  void sort(int file, InputStream in) throws IOException {
    LineReader reader = new LineReader(in);
    List<Line> batch = new ArrayList<>(BATCH);
    long bytes = 0;
    for (Line line = reader.next(); line != null; line = reader.next()) {
      batch.add(line);
      bytes += line.bytes().length;
      if (batch.size() == BATCH || bytes >= BATCH_BYTES) {
        submit(file, batch);
        batch = new ArrayList<>(BATCH);
        bytes = 0;
      }
    }
    submit(file, batch);
  }

  private void submit(int file, List<Line> batch) throws IOException {
    workers.submit(
        () -> {
          for (Line line : batch) {
            place(file, line);
          }
          return () -> {};
        });
  }

  private void place(int file, Line line) throws IOException {
    Scanned scanned = line.tooLong() ? new NotReadable(TOO_LONG) : RecordScan.of(line.bytes());
    if (scanned instanceof OfPatient record) {
      place(file, line, record);
    } else if (scanned instanceof Shared resource) {
      shared.put(resource.name(), line.bytes());
    } else if (scanned instanceof NotUsed other) {
      notUsed.merge(other.type(), 1L, Long::sum);
    } else if (scanned instanceof NotReadable not) {
      partitions.add(StoredLine.of(file, line.number(), not));
    }
  }

  private void place(int file, Line line, OfPatient record) throws IOException {
    Optional.ofNullable(record.server()).ifPresent(servers::add);
    StoredLine stored = StoredLine.of(file, line.number(), line.bytes(), record);
    if (record.patient() != null || record.partOf().isEmpty()) {
      partitions.add(stored);
    } else {
      parts.add(record.partOf().get(0), stored);
    }
  }

  /** Returns the one server that the references to patients name; empty if none or several. */
  Optional<String> server() {
    return servers.size() == 1 ? Optional.of(servers.iterator().next()) : Optional.empty();
  }

  /** Returns how many resources of each type pricing does not read. */
  Map<String, Long> notUsed() {
    return new TreeMap<>(notUsed);
  }
}
