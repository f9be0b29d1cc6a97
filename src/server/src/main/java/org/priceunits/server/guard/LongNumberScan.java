package org.priceunits.server.guard;

import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.fhir.InputLimits;

/**
 * Scans the bytes of a body in one pass for runs of number characters longer than {@link
 * InputLimits#MAX_NUMBER_TEXT}: quoted or not, escaped as in JSON or XML or not, in the digits of
 * any script, since Java accepts them all. Parsing a decimal takes time with the square of its
 * digits.
 */
final class LongNumberScan {
  private static final int HEXADECIMAL = 16;
  private static final int ASCII = 0x80;

  /** Length of the longest reference, {@code &#1114111;}. */
  private static final int LONGEST_REFERENCE = 10;

  private final byte[] body;
  private int at;

  private LongNumberScan(byte[] body) {
    this.body = body;
  }

  static Optional<Refusal> check(byte[] body) {
    return new LongNumberScan(body).run();
  }

  private Optional<Refusal> run() {
    int run = 0;
    while (at < body.length) {
      int character = next();
      run = InputLimits.isOfNumber(character) ? run + 1 : 0;
      if (run > InputLimits.MAX_NUMBER_TEXT) {
        return Optional.of(new Refusal(400, IssueType.VALUE, InputLimits.NUMBER_TEXT_TOO_LONG));
      }
    }
    return Optional.empty();
  }

  private int next() {
    int b = body[at++] & 0xFF;
    if (b == '\\' && at + 5 <= body.length && body[at] == 'u') {
      return number(at + 1, at + 5, HEXADECIMAL, at + 5);
    }
    if (b == '&' && at < body.length && body[at] == '#') {
      return reference();
    }
    return b < ASCII ? b : multiByte(b);
  }

  /** Reads {@code &#49;} or {@code &#x31;}. */
  private int reference() {
    for (int end = at + 1; end < Math.min(body.length, at + LONGEST_REFERENCE); end++) {
      if (body[end] == ';') {
        boolean hexadecimal = body[at + 1] == 'x';
        return number(at + (hexadecimal ? 2 : 1), end, hexadecimal ? HEXADECIMAL : 10, end + 1);
      }
    }
    return 0;
  }

  /** Returns the number in these bytes and continues after them; 0 if there is none. */
  private int number(int from, int to, int radix, int goOn) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(body[i], radix);
      if (digit < 0) {
        return 0;
      }
      value = value * radix + digit;
    }
    at = goOn;
    return value;
  }

  /** Reads a UTF-8 sequence, as far as it is valid. */
  private int multiByte(int first) {
    int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    int character = first & (0x3F >> more);
    for (int i = 0; i < more && at < body.length && (body[at] & 0xC0) == 0x80; i++) {
      character = character << 6 | body[at++] & 0x3F;
    }
    return character;
  }
}
