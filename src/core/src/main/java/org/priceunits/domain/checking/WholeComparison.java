package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.checking.Difference.Place;

/** Compares the claim's total and period with its lines. */
final class WholeComparison {
  private final BilledClaim claim;
  private final @Nullable BigDecimal limit;
  private final @Nullable Ground ground;

  /**
   * @param limit highest total of one claim in USD; absent if there is none, or if the claim cannot
   *     be split
   * @param ground the payer's policy; absent if none is in force
   */
  WholeComparison(BilledClaim claim, @Nullable BigDecimal limit, @Nullable Ground ground) {
    this.claim = claim;
    this.limit = limit;
    this.ground = ground;
  }

  List<Difference> differences() {
    List<Difference> found = new ArrayList<>(0);
    (claim.currency() == null ? total() : otherCurrency(claim.currency())).ifPresent(found::add);
    limit().ifPresent(found::add);
    period().ifPresent(found::add);
    return found;
  }

  private Optional<Difference> otherCurrency(String currency) {
    return Optional.of(
        new Difference(
            IssueCode.PRICE_DIFFERS,
            "The total is in %s. Send it in USD.".formatted(currency),
            new Place(List.of(), Part.PRICE, List.of()),
            "USD",
            currency,
            null,
            ground));
  }

  private Optional<Difference> total() {
    BigDecimal total = claim.total();
    BigDecimal sum = sum().orElse(total);
    return total == null || sum == null || sum.compareTo(total) == 0
        ? Optional.empty()
        : Optional.of(
            new Difference(
                IssueCode.PRICE_DIFFERS,
                "The total of %s USD is not the sum of the lines, %s USD. Correct it."
                    .formatted(total.toPlainString(), sum.toPlainString()),
                new Place(List.of(), Part.PRICE, List.of()),
                sum.toPlainString(),
                total.toPlainString(),
                total.subtract(sum),
                ground));
  }

  /** Returns the sum of the net amounts; empty if a line has none, or one in another currency. */
  private Optional<BigDecimal> sum() {
    BigDecimal sum = BigDecimal.ZERO;
    for (BilledLine line : claim.lines()) {
      if (line.net() == null || line.currency() != null) {
        return Optional.empty();
      }
      sum = sum.add(line.net());
    }
    return Optional.of(sum);
  }

  private Optional<Difference> limit() {
    BigDecimal asked = claim.currency() == null ? sum().orElse(claim.total()) : null;
    return limit == null || asked == null || asked.compareTo(limit) <= 0
        ? Optional.empty()
        : Optional.of(
            new Difference(
                IssueCode.CLAIM_LIMIT_EXCEEDED,
                "The claim asks %s USD; the payer takes %s USD at most on one. Split it by services."
                    .formatted(asked.toPlainString(), limit.toPlainString()),
                new Place(List.of(), Part.PRICE, List.of()),
                limit.toPlainString(),
                asked.toPlainString(),
                null,
                ground));
  }

  /** Checks the period. It may extend beyond the billed days, but must cover them. */
  private Optional<Difference> period() {
    return claim.lines().stream()
        .map(BilledLine::date)
        .filter(Objects::nonNull)
        .filter(day -> !claim.period().on(day))
        .findFirst()
        .map(this::outside);
  }

  private Difference outside(LocalDate day) {
    String stated =
        "%s to %s"
            .formatted(
                Objects.requireNonNullElse(claim.period().from(), "open"),
                Objects.requireNonNullElse(claim.period().to(), "open"));
    return new Difference(
        IssueCode.DATE_DIFFERS,
        "The period of the claim, %s, leaves out the line of %s. Correct period or line."
            .formatted(stated, day),
        new Place(List.of(), Part.DATE, List.of()),
        day.toString(),
        stated,
        null,
        ground);
  }
}
