package org.priceunits.cli.bulk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.priceunits.bulk.PatientKey;
import org.priceunits.bulk.PatientRecords;
import org.priceunits.bulk.StoredLine;

/**
 * Records that name no patient, but an administration that they are part of: what was discarded of
 * it. They stay in memory until their administration comes by. Safe for use by several threads.
 */
final class PartsWithoutPatient {
  /** Keeps memory bounded; such records are rare. */
  private static final int MOST = 200_000;

  private final Map<String, List<StoredLine>> byWhole = new HashMap<>();
  private int count;

  /**
   * @param whole id of the administration
   * @throws IOException if there are too many
   */
  synchronized void add(String whole, StoredLine line) throws IOException {
    if (++count > MOST) {
      throw new IOException(
          "More than %d records name an administration by partOf, but no patient. Add the subject to them."
              .formatted(MOST));
    }
    byWhole.computeIfAbsent(whole, any -> new ArrayList<>()).add(line);
  }

  /** Removes and returns the parts of an administration, as records of its patient. */
  synchronized List<StoredLine> of(StoredLine whole) {
    List<StoredLine> parts = whole.id().isEmpty() ? null : byWhole.remove(whole.id());
    return parts == null ? List.of() : parts.stream().map(p -> p.with(whole.key())).toList();
  }

  /** Returns the parts whose administration did not come, by their own keys in their order. */
  synchronized Collection<PatientRecords> left() {
    Map<PatientKey, PatientRecords> left = new TreeMap<>();
    for (List<StoredLine> parts : byWhole.values()) {
      parts.forEach(p -> left.computeIfAbsent(p.key(), any -> new PatientRecords()).add(p));
    }
    return left.values();
  }
}
