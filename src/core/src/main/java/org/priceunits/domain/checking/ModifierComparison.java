package org.priceunits.domain.checking;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.priceunits.domain.billing.line.ModifierList;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Kind;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.Modifier;

/**
 * Compares the modifiers of a billed line with those of the expected one: discarded drug, distinct
 * service, all others, and their order.
 */
final class ModifierComparison {
  private final Pair pair;
  private final ExpectedLine expected;
  private final CodeCatalog codes;
  private final Findings findings;

  ModifierComparison(Pair pair, CodeCatalog codes, Findings findings) {
    this.pair = pair;
    this.expected = pair.expected();
    this.codes = codes;
    this.findings = findings;
  }

  void compare() {
    BilledLine line = pair.unrepeated();
    List<Modifier> billed = line.readable();
    for (String text : line.modifiers()) {
      usable(text, line);
    }
    for (Modifier modifier : expected.line().modifiers()) {
      if (!billed.contains(modifier)) {
        missing(modifier);
      }
    }
    for (Modifier modifier : billed) {
      if (!expected.line().modifiers().contains(modifier)) {
        unexpected(modifier);
      }
    }
    List<Modifier> once = billed.stream().distinct().toList();
    if (once.size() < billed.size()) {
      add(
          IssueCode.MODIFIER_UNEXPECTED,
          "A modifier stands on the line twice: %s. Leave one out.".formatted(shown(billed)),
          shown(once),
          shown(billed),
          expected.ground(null));
    }
    List<Modifier> ordered = ModifierList.ordered(once, expected.policy());
    if (!ordered.equals(once)) {
      add(
          IssueCode.MODIFIER_ORDER,
          "The modifiers stand in another order than the payer expects: %s, not %s. Reorder them."
              .formatted(shown(ordered), shown(once)),
          shown(ordered),
          shown(once),
          expected.ground(null));
    }
  }

  private void usable(String text, BilledLine line) {
    LocalDate day = line.date() == null ? expected.line().date() : line.date();
    Optional<String> fault =
        Modifier.of(text)
            .map(m -> ModifierList.fault(m, day, codes))
            .orElse(
                Optional.of(
                    "A modifier has two letters or digits; the line has another text. Correct it."));
    fault.ifPresent(
        sentence ->
            add(
                IssueCode.MODIFIER_NOT_VALID,
                sentence,
                "",
                text,
                new Ground(Kind.CODE_SYSTEM, null, codes.version())));
  }

  private void missing(Modifier modifier) {
    if (!expected.policy().speaksOfDiscard(modifier)) {
      add(
          IssueCode.MODIFIER_MISSING,
          "Modifier %s is expected and not on the line. Add it.".formatted(modifier),
          modifier.value(),
          "",
          expected.ground(ExpectedLine.isDistinct(modifier) ? BillingRule.SUMMED_PER_DAY : null));
    } else if (expected.optional(modifier)) {
      add(
          IssueCode.DISCARD_MODIFIER_OPTIONAL,
          "%s is not on the line; on that day the payer took the line without it too."
              .formatted(modifier),
          modifier.value(),
          "",
          expected.groundOfDiscard());
    } else {
      String why =
          expected.isDiscard()
              ? "The line bills discarded drug"
              : "The record shows that nothing billable was discarded";
      add(
          IssueCode.DISCARD_MODIFIER_MISSING,
          "%s; %s is expected and not on the line. Add it.".formatted(why, modifier),
          modifier.value(),
          "",
          expected.groundOfDiscard());
    }
  }

  private void unexpected(Modifier modifier) {
    if (expected.policy().speaksOfDiscard(modifier)) {
      discardNotExpected(modifier);
    } else if (ExpectedLine.isDistinct(modifier)) {
      add(
          IssueCode.DISTINCT_NOT_SUPPORTED,
          "%s says that the service was distinct; the record does not. Leave it out, or state the distinct service."
              .formatted(modifier),
          "",
          modifier.value(),
          expected.ground(BillingRule.SUMMED_PER_DAY));
    } else {
      add(
          IssueCode.MODIFIER_UNEXPECTED,
          "Modifier %s follows from nothing that was sent. Check it, or send it as modifier."
              .formatted(modifier),
          "",
          modifier.value(),
          expected.ground(null));
    }
  }

  private void discardNotExpected(Modifier modifier) {
    boolean settled =
        expected.statesDiscard(modifier)
            ? expected.settlesDiscardedUnits()
            : expected.settlesDiscard();
    if (!settled) {
      add(
          IssueCode.DISCARD_MODIFIER_UNCONFIRMED,
          "The line has %s; the record does not say what was discarded. State it, 0 if nothing, or the containers."
              .formatted(modifier),
          "",
          modifier.value(),
          expected.groundOfDiscard());
    } else {
      add(
          IssueCode.DISCARD_MODIFIER_NOT_ALLOWED,
          "The line has %s; by the record it may not. Leave it out.".formatted(modifier),
          "",
          modifier.value(),
          expected.groundOfDiscard());
    }
  }

  private void add(IssueCode code, String text, String wanted, String found, Ground ground) {
    findings.add(code, Part.MODIFIER, text, wanted, found, null, ground);
  }

  private static String shown(List<Modifier> modifiers) {
    List<String> texts = new ArrayList<>(modifiers.size());
    modifiers.forEach(m -> texts.add(m.value()));
    return String.join(" ", texts);
  }
}
