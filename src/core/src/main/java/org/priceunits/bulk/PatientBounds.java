package org.priceunits.bulk;

/**
 * Counts the records of one patient, who is priced as a whole or not at all, so that memory is
 * bounded whatever a file holds. For one thread.
 */
public final class PatientBounds {
  /** Records of all types: for each of the most administrations, ten. */
  private static final int MOST_RECORDS = 10 * PatientPricer.MOST;

  /** Records of a usual length come to less than half of it. */
  private static final long MOST_BYTES = 512L << 20;

  private final long mostBytes;
  private int administrations;
  private int records;
  private long bytes;

  /** Bounds a patient as the command line and Spark do. */
  public PatientBounds() {
    this(MOST_BYTES);
  }

  /**
   * Bounds a patient where less memory is there.
   *
   * @param mostBytes of the records together
   */
  public PatientBounds(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Counts a record.
   *
   * @param length of the record in bytes
   * @return false if it is too many; none of the patient's records need be kept then
   */
  public boolean take(boolean administration, int length) {
    records++;
    administrations += administration ? 1 : 0;
    bytes += length;
    return !areExceeded();
  }

  /** Returns true if the patient is refused. */
  public boolean areExceeded() {
    return administrations > PatientPricer.MOST || records > MOST_RECORDS || bytes > mostBytes;
  }

  /**
   * Returns the answer for the patient, of whom nothing is priced, since nothing may be billed from
   * a part of the records.
   *
   * @param first the first administration, for the message
   */
  public PatientClaims refusal(RecordLine first) {
    if (administrations > PatientPricer.MOST) {
      return PatientPricer.tooMany(first, administrations);
    }
    return records > MOST_RECORDS
        ? PatientPricer.tooManyRecords(first, administrations, records, MOST_RECORDS)
        : PatientPricer.tooLong(first, administrations, bytes >> 20, mostBytes >> 20);
  }
}
