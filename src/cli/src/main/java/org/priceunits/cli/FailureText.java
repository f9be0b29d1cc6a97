package org.priceunits.cli;

import java.nio.file.NoSuchFileException;
import org.priceunits.fhir.PlainMessage;

/** Formats failures as text for the user of the command line. */
final class FailureText {
  private FailureText() {}

  static String of(Exception failure) {
    return failure instanceof NoSuchFileException missing
        ? "The file " + missing.getFile() + " is not there."
        : PlainMessage.of(failure);
  }
}
