package org.priceunits.server.guard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * One pass over the bytes of a JSON body, without parsing: no bare number beyond {@link
 * NumberLimits}, no nesting beyond {@link #MAX_DEPTH}, no property without a name, no resource type
 * that no name could be (HAPI's parser fails on a blank one). Other strings are skipped; a number
 * in quotes is checked by {@link DecimalGuard} after parsing, when escapes are resolved. What is
 * not JSON at all passes, for the parser to refuse.
 */
final class JsonScan {
  /** Objects and arrays within each other. The deepest official R4 example has fewer than 30. */
  static final int MAX_DEPTH = 200;

  private static final byte[] RESOURCE_TYPE = "resourceType".getBytes(StandardCharsets.US_ASCII);

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
        if (isEmptyName(start)) {
          return refuse("A property has an empty name.");
        }
        if (isResourceType(start) && !namesAType()) {
          return refuse("A resourceType is not the name of a resource type.");
        }
      } else if (c == '{' || c == '[') {
        if (++depth > MAX_DEPTH) {
          return refuse("Objects and arrays are nested more than " + MAX_DEPTH + " deep.");
        }
      } else if (c == '}' || c == ']') {
        depth--;
      } else if ((c == '-' || isDigit(c)) && isWildNumber(at - 1)) {
        return refuse(
            "A number has more than %d characters or an exponent of more than %d digits."
                .formatted(NumberLimits.MAX_DIGITS, NumberLimits.MAX_EXPONENT_DIGITS));
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

  /** The parser looks for the first character of each name. */
  private boolean isEmptyName(int start) {
    return at == start + 1 && byteAt(afterSpace(at)) == ':';
  }

  private boolean isResourceType(int start) {
    int length = at - 1 - start;
    return length == RESOURCE_TYPE.length
        && Arrays.equals(bytes, start, start + length, RESOURCE_TYPE, 0, length)
        && byteAt(afterSpace(at)) == ':';
  }

  /**
   * Whether the value after the name is no string, for the parser to refuse, or begins as a type.
   */
  private boolean namesAType() {
    int value = afterSpace(afterSpace(at) + 1);
    return byteAt(value) != '"' || Character.isLetter(byteAt(value + 1));
  }

  private int afterSpace(int from) {
    int next = from;
    while (next < bytes.length && bytes[next] <= ' ' && bytes[next] >= 0) {
      next++;
    }
    return next;
  }

  private byte byteAt(int index) {
    return index < bytes.length ? bytes[index] : 0;
  }

  /** Reads on to the end of the number that begins at {@code start}. */
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
    return at - start > NumberLimits.MAX_DIGITS
        || exponentDigits > NumberLimits.MAX_EXPONENT_DIGITS;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  private static Optional<Refusal> refuse(String text) {
    return Optional.of(new Refusal(400, IssueType.VALUE, text));
  }
}
