package org.priceunits.pricing.read;

import java.util.Locale;

/**
 * Tells whether a name was meant to be another: apart from case, signs between words and a path
 * before it, they are equal, or one typing error apart.
 */
final class Misspelling {
  private Misspelling() {}

  static boolean isOf(String right, String written) {
    // A longer address is no name, and need not be read to its end.
    return written.length() <= 4 * right.length()
        && isWithinOneTypo(letters(right), letters(lastSegment(written)));
  }

  private static String lastSegment(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('#')) + 1);
  }

  private static String letters(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }

  /** Returns true if one letter at most is left out, added, another, or changed places. */
  private static boolean isWithinOneTypo(String right, String written) {
    int start = 0;
    int shorter = Math.min(right.length(), written.length());
    while (start < shorter && right.charAt(start) == written.charAt(start)) {
      start++;
    }
    String rest = right.substring(start);
    String other = written.substring(start);
    if (rest.equals(other)) {
      return true;
    }
    return switch (other.length() - rest.length()) {
      case 1 -> other.substring(1).equals(rest);
      case -1 -> rest.substring(1).equals(other);
      case 0 ->
          rest.substring(1).equals(other.substring(1))
              || rest.length() > 1
                  && rest.charAt(0) == other.charAt(1)
                  && rest.charAt(1) == other.charAt(0)
                  && rest.substring(2).equals(other.substring(2));
      default -> false;
    };
  }
}
