package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.NdcUnit;

/** Compares the units of a pair with those that the record gives. */
final class UnitsComparison {
  /** Mass, volume, radioactivity and international units. */
  private static final List<String> MEASURES = List.of("mg", "mL", "mCi", "[iU]");

  private final Pair pair;
  private final ExpectedLine expected;
  private final ServiceLine line;
  private final Units units;
  private final Findings findings;

  /**
   * @param units distinguishes measures of drug from billing units
   */
  UnitsComparison(Pair pair, Units units, Findings findings) {
    this.pair = pair;
    this.expected = pair.expected();
    this.line = expected.line();
    this.units = units;
    this.findings = findings;
  }

  /**
   * @param withDiscard the expected line of the discarded drug that the billed line includes
   *     without saying so; absent if there is none
   */
  void compare(@Nullable ExpectedLine withDiscard) {
    if (withDiscard != null) {
      discardInside(withDiscard);
    } else if (pair.sameCode()) {
      count();
    }
    measures();
  }

  private void count() {
    int sign = pair.excess().signum();
    if (sign == 0) {
      return;
    }
    IssueCode code = sign > 0 ? IssueCode.UNITS_TOO_HIGH : IssueCode.UNITS_TOO_LOW;
    if (expected.isDiscard()) {
      code = IssueCode.DISCARD_UNITS_WRONG;
    }
    findings.add(
        code,
        Part.UNITS,
        "%s units are billed%s; the record gives %s: %s. Correct the units."
            .formatted(shown(pair.units()), onLines(), shown(line.units()), line.formula()),
        shown(line.units()),
        shown(pair.units()),
        expected.worth(pair.excess()),
        expected.ground(
            expected.isDiscard() ? BillingRule.DISCARD_ROUNDED_DOWN : BillingRule.ROUNDED_UP_ONCE));
  }

  /**
   * A number of milligrams or millilitres is not a number of billing units, even if it is equal.
   */
  private void measures() {
    for (BilledLine billed : pair.lines()) {
      billed.unitTexts().stream()
          .filter(this::isMeasure)
          .findFirst()
          .ifPresent(unit -> measure(billed, unit));
    }
  }

  private void measure(BilledLine billed, String unit) {
    findings.add(
        IssueCode.QUANTITY_UNIT_DIFFERS,
        List.of(billed.item()),
        Part.UNITS,
        "The quantity of line %d is in %s. A line counts billing units: correct number and unit."
            .formatted(billed.item() + 1, unit),
        NdcUnit.UN.name(),
        unit,
        expected.ground(BillingRule.ROUNDED_UP_ONCE));
  }

  private boolean isMeasure(String unit) {
    return Stream.of(NdcUnit.values())
            .anyMatch(u -> u != NdcUnit.UN && u.name().equalsIgnoreCase(unit))
        || MEASURES.stream().anyMatch(measure -> units.factor(unit, measure).isPresent());
  }

  private void discardInside(ExpectedLine discard) {
    boolean optional = discard.line().modifiers().stream().anyMatch(discard::optional);
    findings.add(
        optional ? IssueCode.DISCARD_MODIFIER_OPTIONAL : IssueCode.DISCARD_MODIFIER_MISSING,
        Part.UNITS,
        "The %s units of the line hold %s units of discarded drug. %s"
            .formatted(
                shown(pair.units()),
                shown(discard.line().units()),
                optional
                    ? "On that day the payer took them without a line of their own."
                    : "Bill those on a line of their own: %s.".formatted(discard.shown())),
        "%s and %s".formatted(expected.shown(), discard.shown()),
        shown(pair.units()),
        null,
        discard.ground(BillingRule.DISCARD_ON_OWN_LINE));
  }

  private String onLines() {
    return pair.lines().size() == 1 ? "" : " on %d lines together".formatted(pair.lines().size());
  }

  private static String shown(BigDecimal units) {
    return units.stripTrailingZeros().toPlainString();
  }
}
