package org.priceunits.domain.billing.line;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.discard.Discard;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.group.Opened;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.Working;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.Ndc;

/** Writes down how the units and the price of a group's lines came about, with the rules cited. */
final class LineWorking {
  private final Group group;
  private final PayerPolicy policy;
  private final String codesVersion;
  private final LocalDate day;
  private final BigDecimal administered;
  private final Discard discard;
  private final LineFees fees;

  /**
   * @param codesVersion the version of the code system
   * @param administered the billing units of the group's dose, rounded up
   */
  LineWorking(
      Group group,
      PayerPolicy policy,
      String codesVersion,
      LocalDate day,
      BigDecimal administered,
      Discard discard,
      LineFees fees) {
    this.group = group;
    this.policy = policy;
    this.codesVersion = codesVersion;
    this.day = day;
    this.administered = administered;
    this.discard = discard;
    this.fees = fees;
  }

  /**
   * @param ndc the package of the line
   * @param wholeContainers true if the payer takes one line for what the containers held
   * @param discardOnOwnLine true if the discarded drug has a line of its own
   */
  Working of(@Nullable Ndc ndc, boolean wholeContainers, boolean discardOnOwnLine) {
    return new Working(
        new Dose(group.dose(), group.chosen().dosage().unit()),
        group.chosen().dosage(),
        discard.of(group),
        containers(),
        wholeContainers ? group.labelled() : null,
        administered,
        rules(discardOnOwnLine),
        policy.source(),
        codesVersion,
        fees.of(ndc, day, group.dose()).orElse(null));
  }

  private List<Container> containers() {
    List<Container> containers = new ArrayList<>(group.opened().size());
    for (Opened opened : group.opened()) {
      containers.add(opened.stated());
    }
    return containers;
  }

  private List<BillingRule> rules(boolean discardOnOwnLine) {
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
    if (discardOnOwnLine) {
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
    return rules;
  }
}
