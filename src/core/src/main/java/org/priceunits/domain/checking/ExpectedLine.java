package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.BillingRule;
import org.priceunits.domain.billing.Distinct;
import org.priceunits.domain.billing.GroupResult;
import org.priceunits.domain.billing.ServiceLine;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Kind;
import org.priceunits.domain.policy.DiscardRule;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;

/**
 * A line that the administrations give, with what is needed to compare with it.
 *
 * @param draft position of its claim among the expected ones
 * @param policy the payer's rules of its date
 */
record ExpectedLine(ServiceLine line, GroupResult.Priced group, int draft, PayerPolicy policy) {

  /**
   * The line together with those of other packages of the same service: no NDC, the units summed.
   */
  ExpectedLine with(List<ExpectedLine> others) {
    BigDecimal units = line.units();
    for (ExpectedLine other : others) {
      units = units.add(other.line().units());
    }
    ServiceLine.Price price = line.price();
    ServiceLine.Price together =
        price == null || others.stream().anyMatch(other -> !hasPriceOf(other))
            ? null
            : new ServiceLine.Price(price.unitPrice(), Objects.requireNonNull(worth(units)));
    return new ExpectedLine(
        new ServiceLine(
            line.kind(),
            line.code(),
            line.description(),
            line.modifiers(),
            units,
            line.date(),
            null,
            null,
            together,
            line.working()),
        group,
        draft,
        policy);
  }

  private boolean hasPriceOf(ExpectedLine other) {
    ServiceLine.Price price = line.price();
    ServiceLine.Price theirs = other.line().price();
    return price != null && theirs != null && price.unitPrice().compareTo(theirs.unitPrice()) == 0;
  }

  boolean isDiscard() {
    return line.kind() == ServiceLine.Kind.DISCARDED;
  }

  /** True for a billed line that says it bills discarded drug. */
  boolean readsAsDiscard(BilledLine billed) {
    return billed.readable().stream().anyMatch(this::statesDiscard);
  }

  /** True for the modifier that says drug was discarded, as against none. */
  boolean statesDiscard(Modifier modifier) {
    return discardModifiers().contains(modifier);
  }

  /** The modifiers that say drug was discarded. */
  Set<Modifier> discardModifiers() {
    return policy.discardRules().stream()
        .filter(r -> r.states() == DiscardRule.States.DISCARDED)
        .map(DiscardRule::modifier)
        .collect(Collectors.toSet());
  }

  /** True where the payer takes the line with or without the modifier on that day. */
  boolean optional(Modifier modifier) {
    LocalDate day = line.date();
    return policy.discardRules().stream()
        .filter(r -> r.modifier().equals(modifier) && r.validity().on(day))
        .findFirst()
        .map(r -> r.requirement() == DiscardRule.Requirement.OPTIONAL)
        .orElse(false);
  }

  static boolean isDistinct(Modifier modifier) {
    return Distinct.of(modifier.value()).isPresent();
  }

  /** True where the billed text names the line's package in whatever form, or neither has one. */
  boolean hasNdcOf(BilledLine billed) {
    Ndc ndc = line.ndc();
    String text = billed.ndc();
    return ndc == null || text == null ? ndc == null && text == null : ndcs(text).contains(ndc);
  }

  /**
   * The packages that a billed text may name: ten digits without hyphens may be any of three forms.
   */
  static List<Ndc> ndcs(String text) {
    Optional<Ndc> certain = Ndc.of(text);
    if (certain.isPresent() || text.length() != 10) {
      return certain.stream().toList();
    }
    return Stream.of(
            text.substring(0, 4) + "-" + text.substring(4, 8) + "-" + text.substring(8),
            text.substring(0, 5) + "-" + text.substring(5, 8) + "-" + text.substring(8),
            text.substring(0, 5) + "-" + text.substring(5, 9) + "-" + text.substring(9))
        .flatMap(form -> Ndc.of(form).stream())
        .toList();
  }

  /** Price of some units in USD, to cents; absent where none is known. */
  @Nullable BigDecimal worth(BigDecimal units) {
    ServiceLine.Price price = line.price();
    return price == null
        ? null
        : price.unitPrice().multiply(units).setScale(price.net().scale(), RoundingMode.HALF_UP);
  }

  Ground ground(@Nullable BillingRule rule) {
    return new Ground(Kind.POLICY, rule, line.working().policy());
  }

  /** The rule that decided on the discarded drug: the last that the working cites. */
  Ground groundOfDiscard() {
    List<BillingRule> rules = line.working().rules();
    return ground(rules.get(rules.size() - 1));
  }

  /** The line for people to read: J0202 JW, 20 units. */
  String shown() {
    StringBuilder text = new StringBuilder(line.code().value());
    line.modifiers().forEach(m -> text.append(' ').append(m));
    return text.append(", ").append(line.units().toPlainString()).append(" units").toString();
  }
}
