package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.NdcCounting.Quantities;
import org.priceunits.domain.billing.NdcShares.Share;
import org.priceunits.domain.billing.ServiceLine.Kind;
import org.priceunits.domain.billing.ServiceLine.Price;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.policy.DiscardRule.States;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.policy.FeeSchedule;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.policy.PayerPolicy.LineForm;
import org.priceunits.domain.policy.PayerPolicy.PackageModifiers;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.NdcQuantity;

/**
 * Writes the lines of one group: one per package and kind, with modifiers, NDC quantity, price and
 * working (R2).
 */
final class LineComposer {
  /** Payment limits have three decimals. */
  private static final int PRICE_DECIMALS = 3;

  private final Group group;
  private final PayerPolicy policy;
  private final PricingRequest request;
  private final Catalogs catalogs;
  private final LocalDate day;

  LineComposer(
      Group group, PayerPolicy policy, PricingRequest request, Catalogs catalogs, LocalDate day) {
    this.group = group;
    this.policy = policy;
    this.request = request;
    this.catalogs = catalogs;
    this.day = day;
  }

  List<ServiceLine> lines(BigDecimal administered, Discard discard) {
    boolean oneLine =
        policy.lineForm() == LineForm.CONTAINERS_ROUNDED_UP
            && !group.opened().isEmpty()
            && !group.anyShared()
            && !group.anyElsewhere()
            && !group.stopped()
            && group.kind().equals(Optional.of(ContainerType.SINGLE_DOSE));
    BigDecimal units = oneLine ? group.labelled().over(group.unit()).ceiling() : administered;
    Optional<Modifier> discardModifier = modifier(discard, States.DISCARDED);
    boolean second =
        !oneLine && discard.verdict() == Discard.Verdict.DISCARDED && discardModifier.isPresent();
    BigDecimal thrown = second ? discard.units() : BigDecimal.ZERO;
    List<ServiceLine> lines = new ArrayList<>(2);
    List<Share> shares = NdcShares.of(group, units, thrown, oneLine);
    NdcCounting counting =
        new NdcCounting(group, catalogs.codes().isClottingFactor(group.chosen().code().code()));
    for (Share share : shares) {
      Modifier ofPackage = shares.size() > 1 ? ofPackage(share.equals(shares.get(0))) : null;
      Quantities quantities = counting.quantities(share, discard);
      Working working = working(discard, administered, oneLine, second, share.ndc());
      if (share.administered().signum() > 0) {
        Modifier none =
            discard.verdict() == Discard.Verdict.NONE_DISCARDED
                ? modifier(discard, States.NONE_DISCARDED).orElse(null)
                : null;
        Kind kind = oneLine ? Kind.CONTAINERS : doseKind();
        lines.add(
            line(
                kind,
                modifiers(none, ofPackage),
                share.administered(),
                units,
                share.ndc(),
                quantities.administered(),
                working));
      }
      if (share.discarded().signum() > 0) {
        Dose left = group.unclassified() ? DiscardRules.dose(group, discard) : null;
        lines.add(
            line(
                Kind.DISCARDED,
                modifiers(discardModifier.orElse(null), ofPackage),
                share.discarded(),
                thrown,
                share.ndc(),
                quantities.discarded(),
                left == null
                    ? working
                    : working.pricedAt(fee(share.ndc(), left.value()).orElse(null))));
      }
    }
    return lines;
  }

  private Optional<Modifier> modifier(Discard discard, States states) {
    return discard.kind() == null
        ? Optional.empty()
        : policy.modifierFor(states, group.chosen().code().code(), discard.kind(), day);
  }

  private ServiceLine line(
      Kind kind,
      List<Modifier> modifiers,
      BigDecimal units,
      BigDecimal ofUnits,
      @Nullable Ndc ndc,
      @Nullable NdcQuantity quantity,
      Working working) {
    Fee fee = working.fee();
    HcpcsCode code = group.chosen().code().code();
    return new ServiceLine(
        kind,
        code,
        group.unclassified() ? description(kind, working) : null,
        modifiers,
        units,
        ofUnits,
        day,
        ndc,
        quantity,
        fee == null ? null : Price.of(fee.usdPerUnit(), units),
        working);
  }

  /** Returns drug and dose in words; the discarded amount on a line of its own. */
  private String description(Kind kind, Working working) {
    Dose discarded = working.discarded();
    return kind == Kind.DISCARDED && discarded != null
        ? UnclassifiedDrug.description(
            discarded.shown() + " discarded", group.first(), group.chosen().products())
        : UnclassifiedDrug.description(
            working.dose().shown(), group.first(), group.chosen().products());
  }

  private Kind doseKind() {
    return group.unclassified() ? Kind.UNCLASSIFIED : Kind.ADMINISTERED;
  }

  /**
   * Returns the modifier that distinguishes the lines of one NDC from those of another; absent if
   * the payer requires none.
   */
  private @Nullable Modifier ofPackage(boolean first) {
    PackageModifiers modifiers = policy.packageModifiers();
    if (modifiers == null) {
      return null;
    }
    return first ? modifiers.first() : modifiers.further();
  }

  private List<Modifier> modifiers(@Nullable Modifier ofDiscard, @Nullable Modifier ofPackage) {
    List<Modifier> all = new ArrayList<>(4);
    if (ofDiscard != null) {
      all.add(ofDiscard);
    }
    if (ofPackage != null) {
      all.add(ofPackage);
    }
    Modifier distinct = group.first().distinct();
    if (distinct != null) {
      all.add(distinct);
    }
    for (Modifier ofCall : request.modifiers()) {
      all.add(ofCall);
    }
    // The members of a group state the same ones.
    all.addAll(group.first().modifiers());
    return ModifierList.ordered(all, policy);
  }

  private Working working(
      Discard discard,
      BigDecimal administered,
      boolean oneLine,
      boolean second,
      @Nullable Ndc ndc) {
    List<BillingRule> rules = new ArrayList<>(4);
    if (!group.chosen().isWhole()) {
      rules.add(BillingRule.ROUNDED_UP_ONCE);
      if (group.chosen().code().dosage() == null) {
        rules.add(BillingRule.UNITS_OF_PACKAGE);
      }
    }
    if (group.members().size() > 1) {
      rules.add(BillingRule.SUMMED_PER_DAY);
    }
    if (second) {
      rules.add(BillingRule.DISCARD_ON_OWN_LINE);
    }
    if (group.anyShared()) {
      rules.add(BillingRule.SHARED_CONTAINER);
    }
    for (BillingRule rule : discard.rules()) {
      if (!rules.contains(rule)) {
        rules.add(rule);
      }
    }
    List<Container> containers = new ArrayList<>(group.opened().size());
    for (Group.Opened opened : group.opened()) {
      containers.add(opened.stated());
    }
    String unit = group.chosen().dosage().unit();
    return new Working(
        new Dose(group.dose(), unit),
        group.chosen().dosage(),
        DiscardRules.dose(group, discard),
        containers,
        oneLine ? group.labelled() : null,
        administered,
        rules,
        policy.source(),
        catalogs.codes().version(),
        fee(ndc, group.dose()).orElse(null));
  }

  /**
   * Returns the operator's charge, otherwise the payer's own limit, otherwise the share of another
   * payer's limit that this payer publishes. A price of an amount counts the amounts that a drug
   * without a code holds, rounded up.
   *
   * @param drug what the unit stands for, if the code has no dosage of its own
   */
  private Optional<Fee> fee(@Nullable Ndc ndc, Quotient drug) {
    FeeSchedule fees = catalogs.fees();
    HcpcsCode code = group.chosen().code().code();
    PayerPolicy.FeeMethod method = policy.fees();
    String schedule = method == null ? policy.payer() : method.schedule();
    return fees.find(schedule, code, ndc, day, request.asOf())
        .flatMap(fee -> ofAmount(fee, drug))
        .map(fee -> method == null ? fee : fee.times(method.factor(fee), PRICE_DECIMALS));
  }

  private Optional<Fee> ofAmount(Fee fee, Quotient drug) {
    HcpcsDosage amount = fee.amount();
    if (amount == null) {
      return Optional.of(fee);
    }
    Amounts amounts = group.chosen().amounts();
    return new Amounts(amounts.units(), amount.unit(), amounts.strength())
        .of(group.amount(drug))
        .map(given -> fee.of(given.over(amount.value()).ceiling()));
  }
}
