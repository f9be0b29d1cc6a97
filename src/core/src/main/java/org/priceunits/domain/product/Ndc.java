package org.priceunits.domain.product;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A National Drug Code as claims carry it: eleven digits (5-4-2) without hyphens. The FDA's 4-4-2,
 * 5-3-2 and 5-4-1 formats are padded with a zero; the 6-4-2 format of 91 FR 10749 (from 2033-03-07)
 * keeps its twelve digits, unless it starts with the zero that the FDA added to an NDC of today:
 * such a package is the one of eleven digits.
 *
 * @param value eleven digits, or twelve in the future format
 */
public record Ndc(String value) {
  private static final int FUTURE_DIGITS = 12;
  private static final Pattern PLAIN = Pattern.compile("\\d{11,12}");
  private static final Pattern ZEROS = Pattern.compile("[0-]+");
  private static final Pattern TEN = Pattern.compile("\\d{10}");
  private static final Pattern HYPHENATED = Pattern.compile("(\\d{4,6})-(\\d{3,4})-(\\d{1,2})");

  public Ndc {
    if (!PLAIN.matcher(value).matches()) {
      throw new IllegalArgumentException("Not an NDC of eleven or twelve digits: " + value);
    }
  }

  /**
   * Parses an NDC in any unambiguous format; empty for anything else, including ten digits without
   * hyphens, and for no text. Zeros alone fill a field that must not be empty; they name no
   * package.
   */
  public static Optional<Ndc> of(@Nullable String text) {
    if (text == null || ZEROS.matcher(text).matches()) {
      return Optional.empty();
    }
    if (PLAIN.matcher(text).matches()) {
      return Optional.of(new Ndc(asOfToday(text)));
    }
    Matcher m = HYPHENATED.matcher(text);
    return m.matches() ? padded(m.group(1), m.group(2), m.group(3)) : Optional.empty();
  }

  /**
   * Returns the NDCs that ten digits without hyphens may stand for, one for each of the FDA's three
   * formats. Only a list of packages can tell which one is meant. Empty for any other text.
   */
  static List<Ndc> candidates(String text) {
    return TEN.matcher(text).matches() && !ZEROS.matcher(text).matches()
        ? Stream.of(
                "0" + text,
                text.substring(0, 5) + "0" + text.substring(5),
                text.substring(0, 9) + "0" + text.substring(9))
            .distinct()
            .map(Ndc::new)
            .toList()
        : List.of();
  }

  /**
   * Returns every package that a text may name: one in an unambiguous format, up to three for ten
   * digits without hyphens, none for anything else.
   */
  public static List<Ndc> readings(String text) {
    Optional<Ndc> certain = of(text);
    return certain.isPresent() ? List.of(certain.get()) : candidates(text);
  }

  private static String asOfToday(String digits) {
    return digits.length() == FUTURE_DIGITS && digits.charAt(0) == '0'
        ? digits.substring(1)
        : digits;
  }

  private static Optional<Ndc> padded(String labeler, String product, String pack) {
    String form = labeler.length() + "-" + product.length() + "-" + pack.length();
    return switch (form) {
      case "4-4-2" -> Optional.of(new Ndc("0" + labeler + product + pack));
      case "5-3-2" -> Optional.of(new Ndc(labeler + "0" + product + pack));
      case "5-4-1" -> Optional.of(new Ndc(labeler + product + "0" + pack));
      case "5-4-2", "6-4-2" -> Optional.of(new Ndc(asOfToday(labeler + product + pack)));
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
