package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;

/** Splits the lines of a claim at the most that the guide allows. */
final class LineParts {
  private LineParts() {}

  /**
   * Returns the lines in parts of at most so many; a line with JW stays with the line of its drug
   * before it, as where pricing splits a claim.
   */
  static List<List<ServiceLine837>> of(List<ServiceLine837> lines, int most) {
    List<List<ServiceLine837>> parts = new ArrayList<>();
    List<ServiceLine837> part = new ArrayList<>();
    for (List<ServiceLine837> together : together(lines)) {
      if (!part.isEmpty() && part.size() + together.size() > most) {
        parts.add(part);
        part = new ArrayList<>();
      }
      part.addAll(together);
    }
    parts.add(part);
    return parts;
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
