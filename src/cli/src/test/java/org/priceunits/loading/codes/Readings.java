package org.priceunits.loading.codes;

import java.util.List;
import org.priceunits.loading.cms.Reading;

/** Unwraps readings of the source files of the shipped content, which must be of their kind. */
final class Readings {
  private Readings() {}

  static <T> List<T> records(SourceFile source, Reading<T> reading) {
    if (reading instanceof Reading.Read<T> read) {
      return read.records();
    }
    throw new IllegalArgumentException(
        source.path() + ": " + ((Reading.WrongFile<T>) reading).reason());
  }
}
