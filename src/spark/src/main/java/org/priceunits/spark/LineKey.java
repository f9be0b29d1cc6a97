package org.priceunits.spark;

import java.io.Serializable;
import java.util.Arrays;
import org.priceunits.bulk.StoredLine;

/**
 * What lines are sorted by between the nodes: patient, then place. The lines of a patient come
 * together, and in one order whichever node sent first.
 *
 * @param patient digest of the patient
 * @param file position of the line's file; {@link #SHARED} for a resource that came along
 */
record LineKey(byte[] patient, int file, long number) implements Comparable<LineKey>, Serializable {
  private static final long serialVersionUID = 1L;

  /** Before all files, so that what the records of a patient refer to comes before them. */
  static final int SHARED = -1;

  static LineKey of(StoredLine line) {
    return new LineKey(line.key().bytes(), line.file(), line.number());
  }

  boolean isShared() {
    return file == SHARED;
  }

  @Override
  public int compareTo(LineKey other) {
    int byPatient = Arrays.compareUnsigned(patient, other.patient);
    if (byPatient != 0) {
      return byPatient;
    }
    int byFile = Integer.compare(file, other.file);
    return byFile != 0 ? byFile : Long.compare(number, other.number);
  }
}
