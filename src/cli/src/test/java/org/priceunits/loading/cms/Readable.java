package org.priceunits.loading.cms;

/** Unwraps a reading that a test expects to have succeeded. */
final class Readable {
  private Readable() {}

  static <T> Reading.Read<T> of(Reading<T> reading) {
    if (reading instanceof Reading.Read<T> read) {
      return read;
    }
    throw new AssertionError(((Reading.WrongFile<T>) reading).reason());
  }
}
