package org.priceunits.guide;

import java.util.Locale;

/** Makes the anchor of a heading of its words. */
final class Anchors {
  private Anchors() {}

  static String of(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
