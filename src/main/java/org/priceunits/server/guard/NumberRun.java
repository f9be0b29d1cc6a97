package org.priceunits.server.guard;

import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * One pass over the bytes of a body in JSON or XML: no run of what a number is written with, quoted
 * or escaped, beyond {@link #MAX}. Parsing a decimal takes time with the square of its digits.
 */
final class NumberRun {
  /** No text, no code and no encoded file has so many of these in a row. */
  static final int MAX = 10_000;

  /** Digits, sign, point and exponent, and what escapes in JSON and XML are made of. */
  private static final String CHARACTERS = "0123456789.+-eE\\u&#;xX";

  private static final boolean[] OF_A_NUMBER = new boolean[256];

  static {
    CHARACTERS.chars().forEach(c -> OF_A_NUMBER[c] = true);
  }

  private NumberRun() {}

  static Optional<Refusal> check(byte[] body) {
    int run = 0;
    for (byte b : body) {
      run = OF_A_NUMBER[b & 0xFF] ? run + 1 : 0;
      if (run > MAX) {
        return Optional.of(
            new Refusal(400, IssueType.VALUE, "A number has more than " + MAX + " characters."));
      }
    }
    return Optional.empty();
  }
}
