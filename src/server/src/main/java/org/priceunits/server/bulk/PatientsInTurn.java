package org.priceunits.server.bulk;

import java.util.Collection;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.PatientKey;

/**
 * The patients of a part in the order of their keys, of whom so many are held at a time as memory
 * is for: those after them are left to a further reading of the part. Each patient is whole.
 */
final class PatientsInTurn {
  private final long mostBytes;
  private final long mostOfPatient;
  private final TreeMap<PatientKey, PatientLines> held = new TreeMap<>();
  private @Nullable PatientKey from;
  private @Nullable PatientKey next;
  private long bytes;

  /**
   * @param mostBytes of the patients that are held, unless a single one has more
   * @param mostOfPatient bytes of the records of one patient, who is refused beyond them
   */
  PatientsInTurn(long mostBytes, long mostOfPatient) {
    this.mostBytes = mostBytes;
    this.mostOfPatient = mostOfPatient;
  }

  /** Takes a line of the part, in any order. */
  void add(JobLine line) {
    PatientKey key = line.key();
    if ((from != null && key.compareTo(from) < 0) || (next != null && key.compareTo(next) >= 0)) {
      return;
    }
    PatientLines lines = held.computeIfAbsent(key, k -> new PatientLines(mostOfPatient));
    bytes -= lines.isEmpty() ? 0 : lines.size();
    lines.add(line);
    bytes += lines.size();
    while (bytes > mostBytes && held.size() > 1) {
      PatientKey last = held.lastKey();
      bytes -= lines(last).size();
      held.remove(last);
      next = last;
    }
  }

  private PatientLines lines(PatientKey key) {
    return Objects.requireNonNull(held.get(key));
  }

  /** Returns the patients that are held, once all lines of the part were added. */
  Collection<PatientLines> held() {
    return held.values();
  }

  /**
   * Lets go of the patients that are held.
   *
   * @return true if the part is to be read again for those that follow
   */
  boolean turn() {
    held.clear();
    bytes = 0;
    from = next;
    next = null;
    return from != null;
  }
}
