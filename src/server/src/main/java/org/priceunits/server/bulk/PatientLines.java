package org.priceunits.server.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.PatientBounds;
import org.priceunits.bulk.PatientClaims;

/** The lines of one patient, as long as they are not more than is priced together. */
final class PatientLines {
  private final List<JobLine> lines = new ArrayList<>();
  private final PatientBounds bounds = new PatientBounds();
  private @Nullable JobLine first;
  private @Nullable JobLine firstAdministration;

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
    } else {
      lines.clear();
    }
  }

  /** Returns a line of the patient; there is one. */
  JobLine first() {
    return Objects.requireNonNull(first);
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
