package org.priceunits.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.priceunits.fhir.InputLimits;

/**
 * Reads the tokens of one line, and ends with {@link OutOfBounds} at a number or a depth that the
 * parser of resources could not take: a line comes from outside, and one of them must not stop the
 * work on all.
 */
final class BoundedJson extends JsonParserDelegate {
  /** Without Jackson's own limits, so that one sentence says what is wrong. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .build())
          .build();

  private final boolean hasLongTexts;
  private int depth;

  private BoundedJson(byte[] line) throws IOException {
    super(JSON.createParser(line));
    hasLongTexts = line.length > InputLimits.MAX_NUMBER_TEXT;
  }

  /**
   * @param line JSON in UTF-8
   */
  static JsonParser of(byte[] line) throws IOException {
    return new BoundedJson(line);
  }

  /** A line that is not parsed; its message says why. */
  static final class OutOfBounds extends IOException {
    private static final long serialVersionUID = 1L;

    OutOfBounds(String reason) {
      super(reason + " Correct the line.");
    }
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    if (token == null) {
      return token;
    }
    switch (token) {
      case START_OBJECT, START_ARRAY -> {
        if (++depth > InputLimits.MAX_DEPTH) {
          throw new OutOfBounds(InputLimits.TOO_DEEP);
        }
      }
      case END_OBJECT, END_ARRAY -> depth--;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> checkNumber();
      case VALUE_STRING -> checkText();
      default -> {
        // Names, true, false and null have no length to speak of.
      }
    }
    return token;
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    JsonToken token = currentToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      int outside = depth - 1;
      while (depth > outside && nextToken() != null) {
        // Each token is checked as it passes.
      }
    }
    return this;
  }

  private void checkNumber() throws IOException {
    char[] text = getTextCharacters();
    int begin = getTextOffset();
    int end = begin + getTextLength();
    int exponentDigits = -1;
    for (int i = begin; i < end; i++) {
      if (text[i] == 'e' || text[i] == 'E') {
        exponentDigits = 0;
      } else if (exponentDigits >= 0 && Character.isDigit(text[i])) {
        exponentDigits++;
      }
    }
    if (end - begin > InputLimits.MAX_DIGITS || exponentDigits > InputLimits.MAX_EXPONENT_DIGITS) {
      throw new OutOfBounds(InputLimits.NUMBER_TOO_LONG);
    }
  }

  /** Short numbers in quotes are checked where their value is used. */
  private void checkText() throws IOException {
    if (!hasLongTexts || getTextLength() <= InputLimits.MAX_NUMBER_TEXT) {
      return;
    }
    int run = 0;
    for (int character : getText().codePoints().toArray()) {
      run = InputLimits.isOfNumber(character) ? run + 1 : 0;
      if (run > InputLimits.MAX_NUMBER_TEXT) {
        throw new OutOfBounds(InputLimits.NUMBER_TEXT_TOO_LONG);
      }
    }
  }
}
