package org.priceunits.x12;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How values and segments are written: the delimiters, dates, amounts, and which text may stand.
 */
final class Syntax {
  static final String ELEMENT = "*";
  static final String COMPONENT = ":";
  static final String REPETITION = "^";
  static final String TERMINATOR = "~";

  private static final int COUNT_DIGITS = 8;
  private static final int COUNT_DECIMALS = 3;

  /** The basic and extended character sets of X12.6 without the four delimiters. */
  private static final Pattern FORBIDDEN = Pattern.compile("[^ -}]|[*:^`]");

  /** The marks of a letter; those of a sign turn it into another, as in the sign of inequality. */
  private static final Pattern MARKS = Pattern.compile("(?<=\\p{L})\\p{M}+");

  private static final Pattern NUMBER = Pattern.compile("-?(\\d{1,15}(\\.\\d{0,9})?|\\.\\d{1,9})");

  private static final Map<String, String> REWRITTEN = rewritten();

  private Syntax() {}

  private static Map<String, String> rewritten() {
    Map<String, String> written = new LinkedHashMap<>();
    Table.rows("characters.csv").forEach(row -> written.put(row.get("text"), row.get("written")));
    return written;
  }

  /** Returns the segments as text, each on a line of its own. */
  static String text(List<Segment> segments) {
    StringBuilder text = new StringBuilder(64 * segments.size());
    for (Segment segment : segments) {
      text.append(segment.id());
      for (List<String> element : segment.elements()) {
        text.append(ELEMENT).append(String.join(COMPONENT, element));
      }
      text.append(TERMINATOR).append('\n');
    }
    return text.toString();
  }

  /** Returns a text of a resource without blanks around it; empty for none. */
  static String stripped(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  /** Returns true if a text holds only characters that may stand in an element. */
  static boolean isAllowed(String text) {
    return !FORBIDDEN.matcher(text).find();
  }

  /**
   * Returns a text with other characters for those that may not stand, where the meaning stays: mcg
   * for the Greek letter, letters without their marks. What else may not stand is left.
   */
  static String rewritten(String text) {
    if (isAllowed(text)) {
      return text;
    }
    String written = text;
    for (Map.Entry<String, String> other : REWRITTEN.entrySet()) {
      written = written.replace(other.getKey(), other.getValue());
    }
    return MARKS.matcher(Normalizer.normalize(written, Normalizer.Form.NFD)).replaceAll("").strip();
  }

  /** Returns a decimal without superfluous zeros. */
  static String decimal(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** Returns true for a count with more digits, before or after the point, than the guides take. */
  static boolean isTooLong(BigDecimal count) {
    BigDecimal plain = count.stripTrailingZeros();
    return plain.precision() - plain.scale() > COUNT_DIGITS || plain.scale() > COUNT_DECIMALS;
  }

  /**
   * Reads a number. An exponent, which X12 would allow, is not taken: it makes a short text a
   * number of any length.
   *
   * @throws IllegalArgumentException if the text is none
   */
  static BigDecimal number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("not a number");
    }
    return new BigDecimal(text);
  }

  /** Returns a diagnosis code without its point. */
  static String diagnosis(String code) {
    return code.replace(".", "").strip().toUpperCase(Locale.ROOT);
  }
}
