package org.priceunits.bulk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.StoredLine.Kind;
import org.priceunits.pricing.ResourceStore;

/**
 * Collects the lines of one patient until all are there, and prices them. Of a patient with more
 * than can be priced together it keeps only what the refusal says, so that memory is bounded
 * whatever a file holds. For one thread.
 */
public final class PatientRecords {
  private static final Comparator<StoredLine> PLACE =
      Comparator.comparingInt(StoredLine::file).thenComparingLong(StoredLine::number);

  private final List<StoredLine> lines = new ArrayList<>();
  private @Nullable StoredLine first;
  private final PatientBounds bounds = new PatientBounds();

  /** Adds a line of the patient, in any order. */
  public void add(StoredLine line) {
    boolean administration = line.kind() == Kind.ADMINISTRATION;
    if (administration && (first == null || PLACE.compare(line, first) < 0)) {
      first = line;
    }
    if (bounds.take(administration, line.text().length)) {
      lines.add(line);
    } else {
      lines.clear();
    }
  }

  /**
   * Prices the patient.
   *
   * @param shared the resources that records of all patients may refer to
   * @param fileName returns the name of a file by its position among the inputs
   */
  public PatientClaims answer(
      PatientPricer pricer, ResourceStore shared, IntFunction<String> fileName) {
    if (first != null && bounds.areExceeded()) {
      return bounds.refusal(record(first, fileName));
    }
    if (lines.size() == 1 && lines.get(0).kind() == Kind.NOT_READABLE) {
      StoredLine line = lines.get(0);
      return PatientPricer.notReadable(
          record(line, fileName), new String(line.text(), StandardCharsets.UTF_8));
    }
    return pricer.price(lines.stream().map(line -> record(line, fileName)).toList(), shared);
  }

  private static RecordLine record(StoredLine line, IntFunction<String> fileName) {
    return RecordLine.of(fileName.apply(line.file()), line.number(), line.text());
  }
}
