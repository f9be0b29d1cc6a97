package org.priceunits.x12;

import java.util.List;
import java.util.Locale;

/** The rules of single values, wherever they stand in a line, and the list of their faults. */
final class ValueRules {
  private final List<X12Fault> faults;

  /**
   * @param faults gets what is wrong
   */
  ValueRules(List<X12Fault> faults) {
    this.faults = faults;
  }

  /** Reports small letters once for a part of a line; they are read as capital ones. */
  void inCapitals(List<String> codes, X12Fault.Place place, String what) {
    if (codes.stream().anyMatch(code -> !code.equals(capitals(code)))) {
      report(place, what + " are written in capital letters");
    }
  }

  /** Returns a code as it is written. */
  static String capitals(String code) {
    return code.toUpperCase(Locale.ROOT);
  }

  /** Returns true for a number above 0; what is no number is found where values are read. */
  static boolean isPositive(String number) {
    try {
      return Syntax.number(number).signum() > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Reports a unit that is not one of a list.
   *
   * @param type name of the list in {@link Schema837}
   */
  void among(String code, String type, X12Fault.Place place) {
    if (!Schema837.codes(type).contains(code)) {
      report(
          place,
          code.isEmpty()
              ? "the unit lacks; it is one of " + String.join(", ", Schema837.codes(type))
              : "a unit is one of %s, not %s"
                  .formatted(String.join(", ", Schema837.codes(type)), code));
    }
  }

  void report(X12Fault.Place place, String text) {
    faults.add(new X12Fault(place, text));
  }
}
