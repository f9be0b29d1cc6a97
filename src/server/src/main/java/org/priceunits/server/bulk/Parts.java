package org.priceunits.server.bulk;

import org.priceunits.bulk.PatientKey;

/** The parts of a job's input: patients by the first byte of their key, so in the order of keys. */
final class Parts {
  /** Number of parts that hold patients. */
  static final int COUNT = 256;

  /** The part of records that name no patient, but an administration that they are part of. */
  static final int WITHOUT_PATIENT = COUNT;

  private Parts() {}

  static int of(PatientKey key) {
    return Byte.toUnsignedInt(key.bytes()[0]);
  }
}
