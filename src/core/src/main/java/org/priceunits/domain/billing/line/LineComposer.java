package org.priceunits.domain.billing.line;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.discard.Discard;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.group.UnclassifiedDrug;
import org.priceunits.domain.billing.line.NdcCounting.Quantities;
import org.priceunits.domain.billing.line.NdcShares.Share;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.billing.result.ServiceLine.Kind;
import org.priceunits.domain.billing.result.ServiceLine.Price;
import org.priceunits.domain.billing.result.Working;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.policy.DiscardRule.States;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.policy.PayerPolicy.LineForm;
import org.priceunits.domain.policy.PayerPolicy.PackageModifiers;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.NdcQuantity;

/**
 * Writes the lines of one group: one per package and kind, with modifiers, NDC quantity, price and
 * working (R2).
 */
public final class LineComposer {
  private final Group group;
  private final PayerPolicy policy;
  private final PricingRequest request;
  private final Catalogs catalogs;
  private final LocalDate day;
  private final BigDecimal administered;
  private final Discard discard;
  private final boolean wholeContainers;
  private final Optional<Modifier> discardModifier;
  private final LineFees fees;
  private final LineWorking workings;

  /**
   * @param administered the billing units of the group's dose, rounded up
   */
  public LineComposer(
      Group group,
      PayerPolicy policy,
      PricingRequest request,
      Catalogs catalogs,
      LocalDate day,
      BigDecimal administered,
      Discard discard) {
    this.group = group;
    this.policy = policy;
    this.request = request;
    this.catalogs = catalogs;
    this.day = day;
    this.administered = administered;
    this.discard = discard;
    this.wholeContainers = billsWholeContainers(group, policy);
    this.discardModifier = discardModifier();
    this.fees = new LineFees(group, catalogs.fees(), policy, request.asOf());
    this.workings =
        new LineWorking(
            group, policy, catalogs.codes().version(), day, administered, discard, fees);
  }

  /** Returns true if the payer takes one line for what the opened containers hold. */
  private static boolean billsWholeContainers(Group group, PayerPolicy policy) {
    return policy.lineForm() == LineForm.CONTAINERS_ROUNDED_UP
        && group.showsWaste()
        && !group.stopped()
        && group.kind().equals(Optional.of(ContainerType.SINGLE_DOSE));
  }

  /** Returns the modifier of the line for the discarded drug; empty if there is no such line. */
  private Optional<Modifier> discardModifier() {
    return !wholeContainers && discard.verdict() == Discard.Verdict.DISCARDED
        ? modifier(States.DISCARDED)
        : Optional.empty();
  }

  /** Returns true if the lines bill the dose and all that was discarded. */
  private boolean billsAllThatIsAccounted() {
    return discardModifier.isPresent() || discard.verdict() == Discard.Verdict.NONE_DISCARDED;
  }

  /** Returns the lines, one per package and kind; at least one. */
  public List<ServiceLine> lines() {
    BigDecimal units =
        wholeContainers ? group.labelled().over(group.unit()).ceiling() : administered;
    BigDecimal thrown = discardModifier.isPresent() ? discard.units() : BigDecimal.ZERO;
    List<Share> shares =
        NdcShares.of(group, units, thrown, wholeContainers, billsAllThatIsAccounted()).stream()
            .filter(Share::hasUnits)
            .toList();
    NdcCounting counting =
        new NdcCounting(group, catalogs.codes().isClottingFactor(group.chosen().code().code()));
    List<ServiceLine> lines = new ArrayList<>(2);
    for (Share share : shares) {
      Modifier ofPackage = shares.size() > 1 ? ofPackage(share.equals(shares.get(0))) : null;
      Quantities quantities =
          counting.quantities(share, discard, wholeContainers || billsAllThatIsAccounted());
      Working working = workings.of(share.ndc(), wholeContainers, discardModifier.isPresent());
      if (share.administered().signum() > 0) {
        lines.add(administered(share, units, ofPackage, quantities.administered(), working));
      }
      if (share.discarded().signum() > 0) {
        lines.add(discarded(share, thrown, ofPackage, quantities.discarded(), working));
      }
    }
    return lines;
  }

  private ServiceLine administered(
      Share share,
      BigDecimal ofUnits,
      @Nullable Modifier ofPackage,
      @Nullable NdcQuantity quantity,
      Working working) {
    Modifier noneDiscarded =
        discard.verdict() == Discard.Verdict.NONE_DISCARDED
            ? modifier(States.NONE_DISCARDED).orElse(null)
            : null;
    return line(
        wholeContainers ? Kind.CONTAINERS : doseKind(),
        modifiers(noneDiscarded, ofPackage),
        share.administered(),
        ofUnits,
        share.ndc(),
        quantity,
        working);
  }

  private ServiceLine discarded(
      Share share,
      BigDecimal ofUnits,
      @Nullable Modifier ofPackage,
      @Nullable NdcQuantity quantity,
      Working working) {
    Dose left = group.unclassified() ? discard.of(group) : null;
    return line(
        Kind.DISCARDED,
        modifiers(discardModifier.orElse(null), ofPackage),
        share.discarded(),
        ofUnits,
        share.ndc(),
        quantity,
        left == null
            ? working
            : working.pricedAt(
                fees.ofDiscard(share.ndc(), day, group.dose(), left.value()).orElse(null)));
  }

  private Optional<Modifier> modifier(States states) {
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
    all.addAll(request.modifiers());
    // The members of a group state the same ones.
    all.addAll(group.first().modifiers());
    return ModifierList.ordered(all, policy);
  }
}
