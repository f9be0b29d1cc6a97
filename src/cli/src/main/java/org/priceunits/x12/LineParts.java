package org.priceunits.x12;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits the lines of a claim at the most that the guide allows, and the payer.
 *
 * @param most lines of a part
 * @param limit of its charge in USD; null for any amount
 */
record LineParts(int most, @Nullable BigDecimal limit) {
  /**
   * Returns the lines in parts; a line with JW stays with the line of its drug before it, as where
   * pricing splits a claim, and these two alone may be above the limit.
   */
  List<List<ServiceLine837>> of(List<ServiceLine837> lines) {
    List<List<ServiceLine837>> parts = new ArrayList<>();
    List<ServiceLine837> part = new ArrayList<>();
    for (List<ServiceLine837> together : together(lines)) {
      if (!part.isEmpty() && !fit(part, together)) {
        parts.add(part);
        part = new ArrayList<>();
      }
      part.addAll(together);
    }
    parts.add(part);
    return parts;
  }

  private boolean fit(List<ServiceLine837> part, List<ServiceLine837> more) {
    return part.size() + more.size() <= most
        && (limit == null || charge(part).add(charge(more)).compareTo(limit) <= 0);
  }

  /** Returns the charge of lines in USD. */
  static BigDecimal charge(List<ServiceLine837> lines) {
    return lines.stream().map(ServiceLine837::charge).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<List<ServiceLine837>> together(List<ServiceLine837> lines) {
    List<List<ServiceLine837>> groups = new ArrayList<>();
    for (ServiceLine837 line : lines) {
      if (groups.isEmpty() || !belongs(line, groups.get(groups.size() - 1))) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(line);
    }
    return groups;
  }

  /** The lines of another sender may have all discarded drugs at their end. */
  private static boolean belongs(ServiceLine837 line, List<ServiceLine837> before) {
    return line.modifiers().contains("JW")
        && before.size() == 1
        && before.get(0).code().equals(line.code());
  }
}
