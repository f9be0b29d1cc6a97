package org.priceunits.domain.checking;

import java.util.List;
import java.util.Set;

/**
 * CPT's modifiers of a repeated service, by the same practitioner (76) or another (77). Billers put
 * them on the further lines of units that do not fit on one, so that none is denied as a duplicate.
 */
final class Repeat {
  private static final Set<String> MODIFIERS = Set.of("76", "77");

  private Repeat() {}

  static boolean is(String modifier) {
    return MODIFIERS.contains(modifier);
  }

  /** Returns the modifiers that two lines of one service have in common. */
  static List<String> without(List<String> modifiers) {
    return modifiers.stream().filter(m -> !is(m)).toList();
  }
}
