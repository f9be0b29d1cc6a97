package org.priceunits.pricing.read;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unit as a power of ten of another one: 10*6.[iU] is a million international units, and so is
 * M[iU], with UCUM's prefix.
 *
 * @param ten the power; zero for the unit itself
 * @param unit the unit without it
 */
record UnitPower(int ten, String unit) {
  private static final Pattern POWER = Pattern.compile("10\\*(-?[1-9])\\.(.+)");

  /** UCUM has metric prefixes for units of activity, and tells upper from lower case. */
  private static final Pattern PREFIXED = Pattern.compile("([kMmu])(\\[(?:iU|IU)\\]|U)");

  private static final String UNNAMED = "[U]";

  private static final Map<String, Integer> PREFIXES = Map.of("k", 3, "M", 6, "m", -3, "u", -6);

  static UnitPower of(String code) {
    Matcher power = POWER.matcher(code);
    if (power.matches()) {
      return new UnitPower(Integer.parseInt(power.group(1)), power.group(2));
    }
    Matcher prefixed = PREFIXED.matcher(code);
    return prefixed.matches()
        ? new UnitPower(PREFIXES.getOrDefault(prefixed.group(1), 0), prefixed.group(2))
        : new UnitPower(0, code);
  }

  /**
   * Returns true if two codes name one unit, after the same power of ten. Activity in general, as
   * "units" says it, is every unit of activity; international units of one kind are international
   * units.
   */
  boolean isSame(UnitPower other) {
    return ten == other.ten
        && (unit.equalsIgnoreCase(other.unit)
            || isActivity(unit) && isActivity(other.unit) && isPartOf(unit, other.unit));
  }

  private static boolean isActivity(String unit) {
    return unit.startsWith("[");
  }

  private static boolean isPartOf(String one, String other) {
    return one.equals(UNNAMED)
        || other.equals(UNNAMED)
        || (one + "{").regionMatches(true, 0, other, 0, one.length() + 1)
        || (other + "{").regionMatches(true, 0, one, 0, other.length() + 1);
  }
}
