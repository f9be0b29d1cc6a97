package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Kind;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.HcpcsCode;

/** Compares the lines of a pair: code, date and repeats here, each other part in its own class. */
final class LineComparison {
  private final Pair pair;
  private final ExpectedLine expected;
  private final ServiceLine line;
  private final CodeCatalog codes;
  private final Findings findings;

  private LineComparison(Pair pair, CodeCatalog codes) {
    this.pair = pair;
    this.expected = pair.expected();
    this.line = expected.line();
    this.codes = codes;
    this.findings = new Findings(pair);
  }

  /**
   * @param withDiscard the expected line of the discarded drug that the billed line includes
   *     without saying so; absent if there is none
   */
  static List<Difference> of(
      Pair pair, CodeCatalog codes, Units units, @Nullable ExpectedLine withDiscard) {
    LineComparison comparison = new LineComparison(pair, codes);
    comparison.code();
    comparison.date();
    new UnitsComparison(pair, units, comparison.findings).compare(withDiscard);
    DescriptionComparison.compare(pair, comparison.findings);
    comparison.repeats();
    new ModifierComparison(pair, codes, comparison.findings).compare();
    if (pair.sameCode()) {
      LineUnitsComparison.compare(pair, comparison.findings);
      PackageComparison.compare(pair, comparison.findings);
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

  private static String shown(BigDecimal units) {
    return units.stripTrailingZeros().toPlainString();
  }
}
