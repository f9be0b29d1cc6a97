package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.checking.Difference.Place;

/** Says of the expected lines that are not on the claim what it lacks. */
final class MissingLines {
  private final List<ExpectedLine> lines;
  private final Set<Integer> begun;

  /**
   * @param lines the expected lines that match no billed one
   * @param begun the expected claims that the claim bills
   */
  MissingLines(List<ExpectedLine> lines, Set<Integer> begun) {
    this.lines = new ArrayList<>(lines);
    this.begun = begun;
  }

  /**
   * Takes out the discarded drug that a billed line of the administered drug includes in its units;
   * the units must match exactly.
   */
  Optional<ExpectedLine> takeDiscardInside(Pair pair) {
    ExpectedLine of = pair.expected();
    Optional<ExpectedLine> discard =
        lines.stream()
            .filter(line -> line.group() == of.group())
            .filter(line -> line.isDiscard() && !of.isDiscard() && pair.sameCode())
            .filter(line -> line.line().units().compareTo(pair.excess()) == 0)
            .findFirst();
    discard.ifPresent(found -> lines.removeIf(line -> line == found));
    return discard;
  }

  /** Returns a difference for each group without any line, and for each discard without its own. */
  List<Difference> differences() {
    Map<Priced, List<ExpectedLine>> byGroup = new IdentityHashMap<>();
    lines.forEach(
        line -> byGroup.computeIfAbsent(line.group(), any -> new ArrayList<>(2)).add(line));
    return lines.stream()
        .flatMap(line -> difference(line, byGroup.getOrDefault(line.group(), List.of())).stream())
        .toList();
  }

  /**
   * Reports an expected line that is not on the claim; a group without any line is reported once.
   *
   * @param ofGroup all lines of its group that are not on the claim
   */
  private Optional<Difference> difference(ExpectedLine line, List<ExpectedLine> ofGroup) {
    boolean first = ofGroup.get(0) == line;
    if (!begun.contains(line.draft())) {
      return first
          ? Optional.of(
              absent(
                  List.of(line),
                  IssueCode.ADMINISTRATION_ON_OTHER_CLAIM,
                  "The lines of this administration belong on another claim, and this claim does not bill them.",
                  null))
          : Optional.empty();
    }
    if (ofGroup.stream().allMatch(ExpectedLine::isDiscard)) {
      return Optional.of(
          absent(
              List.of(line),
              IssueCode.DISCARD_MODIFIER_MISSING,
              "The record shows billable discarded drug that is not on the claim. Add the line %s."
                  .formatted(line.shown()),
              BillingRule.DISCARD_ON_OWN_LINE));
    }
    return first
        ? Optional.of(
            absent(
                ofGroup,
                IssueCode.ADMINISTRATION_NOT_BILLED,
                "What was given on %s is not on the claim. Add: %s."
                    .formatted(line.line().date(), shown(ofGroup)),
                BillingRule.ROUNDED_UP_ONCE))
        : Optional.empty();
  }

  private static Difference absent(
      List<ExpectedLine> lines, IssueCode code, String text, @Nullable BillingRule rule) {
    ExpectedLine first = lines.get(0);
    BigDecimal effect = BigDecimal.ZERO;
    for (ExpectedLine line : lines) {
      BigDecimal worth = line.worth(line.line().units());
      effect = worth == null || effect == null ? null : effect.subtract(worth);
    }
    return new Difference(
        code,
        text,
        new Place(List.of(), Part.LINE, first.group().administrations()),
        shown(lines),
        "",
        code == IssueCode.ADMINISTRATION_ON_OTHER_CLAIM ? null : effect,
        first.ground(rule));
  }

  private static String shown(List<ExpectedLine> lines) {
    return String.join("; ", lines.stream().map(ExpectedLine::shown).toList());
  }
}
