package org.priceunits.server.bulk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Records without a patient, until the administration that they are part of is found. They are held
 * in memory; such records are rare.
 */
final class WaitingLines {
  static final int MOST = 200_000;
  static final long MOST_BYTES = 64L << 20;

  private final Map<String, List<JobLine>> byWhole = new HashMap<>();
  private int count;
  private long bytes;

  /**
   * Adds a line whose id is that of the administration.
   *
   * @throws NotPossibleException if there are too many
   */
  void add(JobLine line) {
    byWhole.computeIfAbsent(line.id(), whole -> new ArrayList<>()).add(line);
    count++;
    bytes += line.text().length;
    if (count > MOST || bytes > MOST_BYTES) {
      throw NotPossibleException.of(
          413,
          IssueType.TOOCOSTLY,
          "More than %d records, or %d MB of them, name an administration by partOf, but no patient. Add the subject to them."
              .formatted(MOST, MOST_BYTES >> 20));
    }
  }

  boolean isEmpty() {
    return byWhole.isEmpty();
  }

  /** Removes and returns the lines that are part of an administration. */
  List<JobLine> takeOf(String administration) {
    List<JobLine> parts = byWhole.remove(administration);
    return parts == null ? List.of() : parts;
  }

  /** Returns the lines whose administration did not come. */
  Stream<JobLine> left() {
    return byWhole.values().stream().flatMap(List::stream);
  }
}
