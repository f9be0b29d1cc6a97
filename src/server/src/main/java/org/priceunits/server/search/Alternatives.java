package org.priceunits.server.search;

import java.util.List;
import java.util.regex.Pattern;

/** The values that a search parameter joins with commas; a comma after a backslash is a letter. */
final class Alternatives {
  private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

  private Alternatives() {}

  /** Returns the values; what follows the last comma is none if it is empty. */
  static List<String> of(String values) {
    return List.of(COMMA.split(values));
  }

  /** Returns true if there is a comma between values. */
  static boolean areSeveral(String values) {
    return COMMA.matcher(values).find();
  }
}
