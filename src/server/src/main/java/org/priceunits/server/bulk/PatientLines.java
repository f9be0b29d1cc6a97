package org.priceunits.server.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.PatientBounds;
import org.priceunits.bulk.PatientClaims;

/** The lines of one patient, as long as they are not more than is priced together. */
final class PatientLines {
  /** Bytes that a line takes beside its text, about. */
  private static final int OF_LINE = 400;

  private final List<JobLine> lines = new ArrayList<>();
  private final PatientBounds bounds;
  private long size;
  private @Nullable JobLine first;
  private @Nullable JobLine firstAdministration;

  /**
   * @param mostBytes of the records together
   */
  PatientLines(long mostBytes) {
    this.bounds = new PatientBounds(mostBytes);
  }

  void add(JobLine line) {
    boolean administration = line.kind().isAdministration();
    if (first == null) {
      first = line;
    }
    if (administration && firstAdministration == null) {
      firstAdministration = line;
    }
    if (bounds.take(administration, line.text().length)) {
      lines.add(line);
      size += OF_LINE + line.text().length;
    } else {
      lines.clear();
      size = 0;
    }
  }

  /** Returns a line of the patient; there is one. */
  JobLine first() {
    return Objects.requireNonNull(first);
  }

  boolean isEmpty() {
    return first == null;
  }

  /** Returns the bytes that the patient takes in memory, about. */
  long size() {
    return OF_LINE + size;
  }

  /** Returns all lines; none if they are too many. */
  List<JobLine> all() {
    return lines;
  }

  /** Returns the refusal of a patient with too many lines; null if they can be priced. */
  @Nullable PatientClaims refusal() {
    return bounds.areExceeded() && firstAdministration != null
        ? bounds.refusal(firstAdministration.record())
        : null;
  }
}
