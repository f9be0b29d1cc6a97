package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.BillingRule;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.domain.billing.ServiceLine;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Kind;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.checking.Difference.Place;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.NdcUnit;

/** Compares code, date, units and repeats of a pair, and delegates modifiers, NDC and price. */
final class LineComparison {
  /** Mass, volume, radioactivity and international units. */
  private static final List<String> MEASURES = List.of("mg", "mL", "mCi", "[iU]");

  private static final Pattern WORD_OR_NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?|\\p{L}+");

  private final Pair pair;
  private final ExpectedLine expected;
  private final ServiceLine line;
  private final CodeCatalog codes;
  private final Units units;
  private final Findings findings;

  private LineComparison(Pair pair, CodeCatalog codes, Units units) {
    this.pair = pair;
    this.expected = pair.expected();
    this.line = expected.line();
    this.codes = codes;
    this.units = units;
    this.findings = new Findings(pair);
  }

  /**
   * @param withDiscard the expected line of the discarded drug that the billed line includes
   *     without saying so; absent if there is none
   */
  static List<Difference> of(
      Pair pair, CodeCatalog codes, Units units, @Nullable ExpectedLine withDiscard) {
    LineComparison comparison = new LineComparison(pair, codes, units);
    comparison.code();
    comparison.date();
    if (withDiscard != null) {
      comparison.discardInside(withDiscard);
    } else if (pair.sameCode()) {
      comparison.units();
    }
    comparison.otherUnits();
    comparison.description();
    comparison.repeats();
    new ModifierComparison(pair, codes, comparison.findings).compare();
    if (pair.sameCode()) {
      LineUnitsComparison.compare(pair, comparison.findings);
      PackageComparison.compare(pair, withDiscard != null, comparison.findings);
      PriceComparison.compare(pair, comparison.findings);
    }
    return comparison.findings.differences();
  }

  private void code() {
    BilledLine billed = pair.first();
    LocalDate day = Optional.ofNullable(billed.date()).orElse(line.date());
    Optional<DrugCode> known = HcpcsCode.of(billed.code()).flatMap(codes::code);
    Ground ground = new Ground(Kind.CODE_SYSTEM, null, codes.version());
    if (known.isPresent() && !known.get().on(day).validity().on(day)) {
      findings.add(
          IssueCode.CODE_NOT_VALID_ON_DATE,
          Part.CODE,
          "%s could not be used on %s. The record gives %s."
              .formatted(billed.code(), day, expected.shown()),
          line.code().value(),
          billed.code(),
          effect(),
          ground);
    } else if (!pair.sameCode()) {
      findings.add(
          IssueCode.CODE_DIFFERS,
          Part.CODE,
          "The line bills %s; the record gives %s. Correct code and units."
              .formatted(billed.code(), expected.shown()),
          line.code().value(),
          billed.code(),
          effect(),
          ground);
    }
  }

  private void date() {
    LocalDate found = pair.first().date();
    if (found == null) {
      findings.add(
          IssueCode.DATE_MISSING,
          Part.DATE,
          "The line has no date of service. The record gives %s.".formatted(line.date()),
          line.date().toString(),
          "",
          null,
          expected.ground(null));
    } else if (!Objects.equals(found, line.date())) {
      findings.add(
          IssueCode.DATE_DIFFERS,
          Part.DATE,
          "The line is for %s; the record gives %s. Correct the date."
              .formatted(found, line.date()),
          line.date().toString(),
          found.toString(),
          effect(),
          expected.ground(null));
    }
  }

  private void units() {
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
  private void otherUnits() {
    for (BilledLine billed : pair.lines()) {
      billed.unitTexts().stream()
          .filter(this::isMeasure)
          .findFirst()
          .ifPresent(
              unit ->
                  findings
                      .differences()
                      .add(
                          new Difference(
                              IssueCode.QUANTITY_UNIT_DIFFERS,
                              "The quantity of line %d is in %s. A line counts billing units: correct number and unit."
                                  .formatted(billed.item() + 1, unit),
                              new Place(
                                  List.of(billed.item()),
                                  Part.UNITS,
                                  expected.group().administrations()),
                              NdcUnit.UN.name(),
                              unit,
                              null,
                              expected.ground(BillingRule.ROUNDED_UP_ONCE))));
    }
  }

  private boolean isMeasure(String unit) {
    return Stream.of(NdcUnit.values())
            .anyMatch(u -> u != NdcUnit.UN && u.name().equalsIgnoreCase(unit))
        || MEASURES.stream().anyMatch(measure -> units.factor(unit, measure).isPresent());
  }

  /** Compares the words of a line whose code does not identify the drug (R18), in any order. */
  private void description() {
    String wanted = line.description();
    if (wanted == null) {
      return;
    }
    String found = pair.first().text();
    List<String> missing = words(wanted);
    words(found).forEach(missing::remove);
    if (!missing.isEmpty()) {
      findings.add(
          IssueCode.DESCRIPTION_DIFFERS,
          Part.CODE,
          "The words of the line are %s; the record gives \"%s\". The payer knows drug and dose from them alone:"
                  .formatted(found.isEmpty() ? "missing" : '"' + found + '"', wanted)
              + " correct them.",
          wanted,
          found,
          null,
          expected.ground(BillingRule.UNCLASSIFIED_IS_ONE_UNIT));
    }
  }

  /**
   * Splits a text into words and numbers, even if they are written together; an NDC counts in any
   * format.
   */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String part : text.toLowerCase(Locale.ROOT).split("[\\s,;:()]+")) {
      Optional<Ndc> ndc = Ndc.of(part);
      if (ndc.isPresent()) {
        words.add(ndc.get().value());
      } else {
        WORD_OR_NUMBER.matcher(part).results().map(MatchResult::group).forEach(words::add);
      }
    }
    return words;
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

  private void repeats() {
    for (BilledLine repeat : pair.repeats()) {
      Findings own = new Findings(new Pair(expected, List.of(repeat)));
      own.add(
          IssueCode.DUPLICATE_LINE,
          Part.LINE,
          "The line is the same as line %d of the claim, which bills all that was given. Leave it out."
              .formatted(pair.first().item() + 1),
          "",
          "%s, %s units".formatted(repeat.code(), shown(repeat.units())),
          repeat.money().orElse(expected.worth(repeat.units())),
          expected.ground(null));
      findings.differences().addAll(own.differences());
    }
  }

  /**
   * Returns the amount charged for the line minus its expected amount; absent if either is unknown.
   */
  private @Nullable BigDecimal effect() {
    BigDecimal worth = expected.worth(line.units());
    return worth == null ? null : money().map(m -> m.subtract(worth)).orElse(null);
  }

  private Optional<BigDecimal> money() {
    BigDecimal sum = BigDecimal.ZERO;
    for (BilledLine billed : pair.lines()) {
      Optional<BigDecimal> money = billed.money();
      if (money.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(money.get());
    }
    return Optional.of(sum);
  }

  private String onLines() {
    return pair.lines().size() == 1 ? "" : " on %d lines together".formatted(pair.lines().size());
  }

  private static String shown(BigDecimal units) {
    return units.stripTrailingZeros().toPlainString();
  }
}
