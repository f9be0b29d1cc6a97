package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * An expected line and the billed lines that represent it: one, or several equal ones whose units
 * are summed.
 */
final class Pair {
  private final ExpectedLine expected;
  private final List<ExpectedLine> parts;
  private final List<BilledLine> lines;
  private final List<BilledLine> repeats = new ArrayList<>(0);

  Pair(ExpectedLine expected, List<BilledLine> lines) {
    this(expected, List.of(expected), lines);
  }

  /**
   * @param expected stands for all parts
   * @param parts the expected lines that the billed ones represent together
   */
  Pair(ExpectedLine expected, List<ExpectedLine> parts, List<BilledLine> lines) {
    this.expected = expected;
    this.parts = parts;
    this.lines = new ArrayList<>(lines);
  }

  ExpectedLine expected() {
    return expected;
  }

  List<ExpectedLine> parts() {
    return parts;
  }

  List<BilledLine> lines() {
    return lines;
  }

  /** Returns the lines that bill the same service again. */
  List<BilledLine> repeats() {
    return repeats;
  }

  BilledLine first() {
    return lines.get(0);
  }

  /**
   * Returns the part whose modifiers stand for all parts: a later one may have the modifier of a
   * repeat as well, wherever it is on the claim.
   */
  BilledLine unrepeated() {
    return lines.stream()
        .filter(line -> line.modifiers().stream().noneMatch(Repeat::is))
        .findFirst()
        .orElse(first());
  }

  BigDecimal units() {
    return lines.stream().map(BilledLine::units).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal excess() {
    return units().subtract(expected.line().units());
  }

  List<Integer> items() {
    return lines.stream().map(BilledLine::item).toList();
  }

  /**
   * Returns true for a line of the same service that could be a part of this one: it names the same
   * package in any format, or none if the payer accepts that, and it fills units that are missing.
   */
  boolean takes(BilledLine line) {
    return line.ndc() == null
        ? first().ndc() == null
            || !expected.policy().ndcRequired() && excess().add(line.units()).signum() <= 0
        : expected.hasNdcOf(line) || line.ndc().equals(first().ndc());
  }

  boolean sameCode() {
    return first().code().equals(expected.line().code().value());
  }

  /**
   * Adds another line of the same service: as a repeat if an equal line is present and the sum
   * would be further off with it, otherwise as a part of the whole.
   */
  void add(BilledLine line) {
    boolean equal = lines.stream().anyMatch(l -> l.units().compareTo(line.units()) == 0);
    BigDecimal with = excess().add(line.units());
    if (equal && with.abs().compareTo(excess().abs()) >= 0) {
      repeats.add(line);
    } else {
      lines.add(line);
    }
  }
}
