package org.priceunits.domain.checking;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.policy.LineUnits;
import org.priceunits.domain.product.Modifier;

/**
 * Compares the units of each line of a pair with the most that the payer takes on one, and looks
 * for the modifier of the further lines (R20).
 */
final class LineUnitsComparison {
  private LineUnitsComparison() {}

  static void compare(Pair pair, Findings findings) {
    LineUnits limit = pair.expected().policy().lineUnits();
    if (limit == null) {
      return;
    }
    boolean first = true;
    for (BilledLine line : pair.lines()) {
      if (limit.exceededBy(line.units(), pair.expected().line().date())) {
        tooMany(pair, line, limit, findings);
      }
      boolean repeat = line.modifiers().stream().anyMatch(Repeat::is);
      if (!repeat && !first && isSplitByPayer(pair, limit)) {
        notMarked(pair, line, limit.repeat(), findings);
      }
      first &= repeat;
    }
  }

  private static boolean isSplitByPayer(Pair pair, LineUnits limit) {
    return limit.repeat() != null
        && limit.exceededBy(pair.expected().line().units(), pair.expected().line().date());
  }

  private static void tooMany(Pair pair, BilledLine line, LineUnits limit, Findings findings) {
    String units = line.units().stripTrailingZeros().toPlainString();
    String most = limit.most().toPlainString();
    Modifier repeat = limit.repeat();
    findings.add(
        repeat == null ? IssueCode.LINE_EXCEEDS_USUAL_UNITS : IssueCode.LINE_UNITS_EXCEEDED,
        List.of(line.item()),
        Part.UNITS,
        repeat == null
            ? "The line has %s units; contractors that publish a limit take %s at most on one. Ask the contractor whether it wants the line repeated, with which modifier."
                .formatted(units, most)
            : "The line has %s units; the payer takes %s at most on one. Repeat the code on further lines with modifier %s."
                .formatted(units, most, repeat),
        most,
        units,
        pair.expected().ground(BillingRule.UNITS_OF_A_LINE));
  }

  private static void notMarked(
      Pair pair, BilledLine line, @Nullable Modifier repeat, Findings findings) {
    findings.add(
        IssueCode.MODIFIER_MISSING,
        List.of(line.item()),
        Part.MODIFIER,
        "The line repeats a code whose units do not fit on one line; without modifier %s it reads as billed twice. Add it."
            .formatted(repeat),
        String.valueOf(repeat),
        "",
        pair.expected().ground(BillingRule.UNITS_OF_A_LINE));
  }
}
