package org.priceunits.cli;

import java.nio.file.NoSuchFileException;

/** Failures in words for the person at the terminal. */
final class FailureText {
  private FailureText() {}

  static String of(Exception failure) {
    return failure instanceof NoSuchFileException missing
        ? "The file " + missing.getFile() + " is not there."
        : String.valueOf(failure.getMessage());
  }
}
