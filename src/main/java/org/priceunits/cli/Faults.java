package org.priceunits.cli;

import java.nio.file.NoSuchFileException;

/** Formats failures as text for the user of the command line. */
final class Faults {
  private Faults() {}

  static String sentence(Exception failure) {
    return failure instanceof NoSuchFileException missing
        ? "The file " + missing.getFile() + " is not there."
        : String.valueOf(failure.getMessage());
  }
}
