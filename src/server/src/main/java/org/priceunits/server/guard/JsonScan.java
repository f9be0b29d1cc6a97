package org.priceunits.server.guard;

import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.fhir.InputLimits;

/**
 * Scans the bytes of a JSON body in one pass, without parsing: no bare number beyond {@link
 * InputLimits}, no nesting beyond {@link InputLimits#MAX_DEPTH}, no property without a name.
 * Strings are skipped; {@link ValueGuard} checks quoted numbers after parsing, when escapes are
 * resolved. A body that is not JSON passes, for the parser to refuse. HAPI builds its own Jackson
 * factory, whose constraints cannot be set from outside, and expands exponents that Jackson allows.
 */
final class JsonScan {
  private final byte[] bytes;
  private int at;
  private int depth;

  private JsonScan(byte[] bytes) {
    this.bytes = bytes;
  }

  static Optional<Refusal> check(byte[] json) {
    return new JsonScan(json).run();
  }

  private Optional<Refusal> run() {
    while (at < bytes.length) {
      byte c = bytes[at++];
      if (c == '"') {
        int start = at;
        skipString();
        if (at == start + 1 && isFollowedByColon()) {
          return refuse("A property has an empty name.");
        }
      } else if (c == '{' || c == '[') {
        if (++depth > InputLimits.MAX_DEPTH) {
          return refuse(InputLimits.TOO_DEEP);
        }
      } else if (c == '}' || c == ']') {
        depth--;
      } else if ((c == '-' || isDigit(c)) && isWildNumber(at - 1)) {
        return refuse(InputLimits.NUMBER_TOO_LONG);
      }
    }
    return Optional.empty();
  }

  private void skipString() {
    while (at < bytes.length) {
      byte c = bytes[at++];
      if (c == '"') {
        return;
      }
      if (c == '\\') {
        at++;
      }
    }
  }

  /**
   * Returns true if the string just read is a property name; the parser reads the first character
   * of each name.
   */
  private boolean isFollowedByColon() {
    int next = at;
    while (next < bytes.length && bytes[next] <= ' ' && bytes[next] >= 0) {
      next++;
    }
    return next < bytes.length && bytes[next] == ':';
  }

  /** Returns true if the number that begins at {@code start} is too long; reads on to its end. */
  private boolean isWildNumber(int start) {
    int exponentDigits = -1;
    for (; at < bytes.length; at++) {
      byte c = bytes[at];
      if (c == 'e' || c == 'E') {
        exponentDigits = 0;
      } else if (isDigit(c)) {
        exponentDigits += exponentDigits >= 0 ? 1 : 0;
      } else if (c != '.' && c != '+' && c != '-') {
        break;
      }
    }
    return at - start > InputLimits.MAX_DIGITS || exponentDigits > InputLimits.MAX_EXPONENT_DIGITS;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  private static Optional<Refusal> refuse(String text) {
    return Optional.of(new Refusal(400, IssueType.VALUE, text));
  }
}
