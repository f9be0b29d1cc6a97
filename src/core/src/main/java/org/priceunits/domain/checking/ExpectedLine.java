package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Distinct;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.GroupResult;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.billing.result.Working;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Kind;
import org.priceunits.domain.policy.DiscardRule;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.NdcQuantity;

/**
 * A line that the administrations give, with the data needed to compare a billed line with it.
 *
 * @param draft position of its claim among the expected ones
 * @param policy the payer's rules on its date
 */
record ExpectedLine(ServiceLine line, GroupResult.Priced group, int draft, PayerPolicy policy) {

  /**
   * Merges lines of one service: the units summed; an NDC, and its quantity summed, only if all
   * name the same package. The first line that was given elsewhere than billed stands for all.
   *
   * @param place the place of service that the claim names for them
   */
  static ExpectedLine together(List<ExpectedLine> parts, String place) {
    return parts.stream()
        .filter(part -> !part.group().placeOfService().equals(place))
        .findFirst()
        .orElse(parts.get(0))
        .withUnitsOf(parts);
  }

  private ExpectedLine withUnitsOf(List<ExpectedLine> parts) {
    BigDecimal units = BigDecimal.ZERO;
    for (ExpectedLine part : parts) {
      units = units.add(part.line().units());
    }
    boolean onePackage = parts.stream().allMatch(p -> Objects.equals(p.line().ndc(), line.ndc()));
    ServiceLine.Price price = line.price();
    ServiceLine.Price together =
        price == null || parts.stream().anyMatch(part -> !part.hasUnitPrice(price))
            ? null
            : new ServiceLine.Price(price.unitPrice(), Objects.requireNonNull(worth(units)));
    return new ExpectedLine(
        new ServiceLine(
            line.kind(),
            line.code(),
            line.description(),
            line.modifiers(),
            units,
            units,
            line.date(),
            onePackage ? line.ndc() : null,
            onePackage ? quantity(parts) : null,
            together,
            line.working()),
        group,
        draft,
        policy);
  }

  private static @Nullable NdcQuantity quantity(List<ExpectedLine> parts) {
    NdcQuantity sum = null;
    for (ExpectedLine part : parts) {
      NdcQuantity quantity = part.line().ndcQuantity();
      if (quantity == null || sum != null && sum.unit() != quantity.unit()) {
        return null;
      }
      sum =
          sum == null
              ? quantity
              : new NdcQuantity(sum.value().add(quantity.value()), quantity.unit());
    }
    return sum;
  }

  private boolean hasUnitPrice(ServiceLine.Price other) {
    ServiceLine.Price price = line.price();
    return price != null && price.unitPrice().compareTo(other.unitPrice()) == 0;
  }

  /**
   * Returns true if the record settles what was discarded; multi-dose containers settle it by their
   * type, and some codes by the payer's rules. What it says of a code for drugs without one settles
   * nothing, since not every payer takes a line for it.
   */
  boolean settlesDiscard() {
    Working working = line.working();
    if (working.rules().contains(BillingRule.UNCLASSIFIED_IS_ONE_UNIT)) {
      return false;
    }
    return working.discarded() != null
        || working.rules().contains(BillingRule.NO_DISCARD_OF_CODE)
        || working.containers().stream().anyMatch(c -> c.type() == ContainerType.MULTI_DOSE);
  }

  /** Returns true if the record, or what a unit of the code is, settles that none was discarded. */
  boolean settlesDiscardedUnits() {
    return settlesDiscard() || line.working().rules().contains(BillingRule.SERVICE_IS_ONE_UNIT);
  }

  List<String> modifiers() {
    return line.modifiers().stream().map(Modifier::value).toList();
  }

  boolean isDiscard() {
    return line.kind() == ServiceLine.Kind.DISCARDED;
  }

  /** Returns true for a billed line whose modifiers say that it bills discarded drug. */
  boolean readsAsDiscard(BilledLine billed) {
    return billed.readable().stream().anyMatch(this::statesDiscard);
  }

  /** Returns true for the modifier that reports discarded drug, as opposed to none. */
  boolean statesDiscard(Modifier modifier) {
    return discardModifiers().contains(modifier);
  }

  /** Returns the modifiers that report discarded drug. */
  Set<Modifier> discardModifiers() {
    return policy.discardRules().stream()
        .filter(r -> r.states() == DiscardRule.States.DISCARDED)
        .map(DiscardRule::modifier)
        .collect(Collectors.toSet());
  }

  /** Returns true if the payer accepts the line with or without the modifier on that day. */
  boolean optional(Modifier modifier) {
    LocalDate day = line.date();
    return policy.discardRules().stream()
        .filter(r -> r.modifier().equals(modifier) && r.isFor(line.code(), day))
        .findFirst()
        .map(r -> r.requirement() == DiscardRule.Requirement.OPTIONAL)
        .orElse(false);
  }

  static boolean isDistinct(Modifier modifier) {
    return Distinct.of(modifier.value()).isPresent();
  }

  /**
   * Returns true if the billed text names the line's package in any format, or if neither names
   * one.
   */
  boolean hasNdcOf(BilledLine billed) {
    Ndc ndc = line.ndc();
    String text = billed.ndc();
    return ndc == null || text == null
        ? ndc == null && text == null
        : Ndc.readings(text).contains(ndc);
  }

  /** Returns the price of a number of units in USD, to cents; absent if none is known. */
  @Nullable BigDecimal worth(BigDecimal units) {
    ServiceLine.Price price = line.price();
    return price == null
        ? null
        : price.unitPrice().multiply(units).setScale(price.net().scale(), RoundingMode.HALF_UP);
  }

  Ground ground(@Nullable BillingRule rule) {
    return new Ground(Kind.POLICY, rule, line.working().policy());
  }

  /** Returns the rule that decided on the discarded drug: the last one that the working cites. */
  Ground groundOfDiscard() {
    List<BillingRule> rules = line.working().rules();
    return ground(rules.get(rules.size() - 1));
  }

  /** Returns the line as text: J0202 JW, 20 units. */
  String shown() {
    StringBuilder text = new StringBuilder(line.code().value());
    line.modifiers().forEach(m -> text.append(' ').append(m));
    return text.append(", ").append(line.units().toPlainString()).append(" units").toString();
  }
}
