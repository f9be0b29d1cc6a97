package org.priceunits.spark;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.priceunits.bulk.PatientKey;
import org.priceunits.bulk.RecordScan.OfPatient;
import org.priceunits.bulk.StoredLine;
import org.priceunits.spark.ScannedLines.ScannedLine;
import scala.Tuple2;

/**
 * Records that name no patient, but an administration that they are part of: what was discarded of
 * it. They are records of its patient.
 */
final class PartsWithoutPatient {
  /** Keeps the driver's memory bounded; such records are rare. The command line has the same. */
  static final int MOST = 200_000;

  private PartsWithoutPatient() {}

  static boolean isOne(OfPatient record) {
    return record.patient() == null && !record.partOf().isEmpty();
  }

  /**
   * Returns the parts with the keys of their patients; one whose administration did not come keeps
   * a key of its own.
   *
   * @param withParts the lines of the files that have parts
   * @param all the lines of all files
   */
  static List<Tuple2<LineKey, byte[]>> of(
      JavaRDD<ScannedLine> withParts, JavaRDD<ScannedLine> all) {
    List<Tuple2<String, byte[]>> parts =
        withParts
            .filter(line -> line.scanned() instanceof OfPatient record && isOne(record))
            .map(PartsWithoutPatient::part)
            .collect();
    Set<String> wholes = parts.stream().map(Tuple2::_1).collect(Collectors.toSet());
    Map<String, String> patients =
        all.filter(line -> line.scanned() instanceof OfPatient record && isWhole(record, wholes))
            .mapToPair(PartsWithoutPatient::patient)
            .reduceByKey((one, other) -> one.compareTo(other) <= 0 ? one : other)
            .collectAsMap();
    return parts.stream()
        .map(
            part -> {
              StoredLine line = KeyedLine.line(part._2());
              String patient = patients.getOrDefault(part._1(), line.key().hex());
              StoredLine placed = line.with(new PatientKey(patient));
              return KeyedLine.of(placed);
            })
        .toList();
  }

  private static boolean isWhole(OfPatient record, Set<String> wholes) {
    return record.isAdministration()
        && record.id() != null
        && wholes.contains(record.id())
        && !isOne(record);
  }

  private static Tuple2<String, byte[]> part(ScannedLine line) {
    OfPatient record = (OfPatient) line.scanned();
    return new Tuple2<>(record.partOf().get(0), KeyedLine.bytes(stored(line, record)));
  }

  private static Tuple2<String, String> patient(ScannedLine line) {
    OfPatient record = (OfPatient) line.scanned();
    return new Tuple2<>(Objects.requireNonNull(record.id()), stored(line, record).key().hex());
  }

  private static StoredLine stored(ScannedLine line, OfPatient record) {
    return StoredLine.of(line.file(), line.line().number(), line.line().bytes(), record);
  }
}
