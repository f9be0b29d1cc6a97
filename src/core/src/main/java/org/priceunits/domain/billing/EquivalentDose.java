package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.util.Optional;
import org.priceunits.domain.billing.Choice.Chosen;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.UnitEquivalent;

/**
 * A dose in another unit than that of its code. Where several drugs are given together, a label
 * states the dose of both, and a chart may state that of one: the dose counts if both ways come to
 * the same units, or if it is whole units of both.
 */
final class EquivalentDose {
  private EquivalentDose() {}

  /** Returns why it is unclear how a dose is stated; empty if it is clear. */
  static Optional<String> unclear(Amounts amounts, Dose dose, HcpcsCode code) {
    UnitEquivalent by = amounts.equivalentOf(dose).orElse(null);
    HcpcsDosage alone = by == null ? null : by.alone();
    if (by == null || alone == null) {
      return Optional.empty();
    }
    Optional<Quotient> together = amounts.of(dose).map(units -> units.over(amounts.one()));
    BigDecimal ofOne = billed(amounts, dose, alone);
    return together
        .filter(units -> ofOne.signum() > 0 && units.ceiling().compareTo(ofOne) != 0)
        .filter(units -> units.ceiling().compareTo(units.floor()) != 0)
        .map(
            units ->
                "%s is %s units of %s as the dose of its drugs together (%s a unit), and %s as that of one (%s a unit). Send the dose of all of them together, which the label prints in whole units, or the NDC with the dose as a number of containers."
                    .formatted(
                        dose.shown(),
                        units.ceiling().toPlainString(),
                        code,
                        by.amount().shown(),
                        ofOne.toPlainString(),
                        alone.shown()));
  }

  private static boolean isAnother(Amounts amounts, Dose dose, HcpcsDosage alone) {
    return amounts
        .of(dose)
        .map(units -> units.over(amounts.one()).ceiling())
        .filter(units -> units.compareTo(billed(amounts, dose, alone)) != 0)
        .isPresent();
  }

  /** Returns the units if the record states the dose of one drug; zero if it does not convert. */
  private static BigDecimal billed(Amounts amounts, Dose dose, HcpcsDosage alone) {
    return new Amounts(amounts.units(), alone.unit(), amounts.strength())
        .of(dose)
        .map(amount -> amount.over(alone.value()).ceiling())
        .orElse(BigDecimal.ZERO);
  }

  /** Says by what a dose is counted if its unit is not the code's, or if none is recorded. */
  static Chosen noted(Administration a, Chosen chosen) {
    if (a.dose().equals(Administration.ONE_ADMINISTRATION)) {
      return chosen.with(notRecorded(a, chosen.code().code()));
    }
    if (chosen.dose() != null) {
      return chosen;
    }
    Amounts amounts = chosen.amounts();
    return amounts
        .equivalentOf(a.dose())
        .map(by -> chosen.with(note(a, chosen, by)))
        .orElse(chosen);
  }

  private static Issue notRecorded(Administration a, HcpcsCode code) {
    return Issue.of(
        IssueCode.DOSE_UNIT_ASSUMED,
        a.index(),
        Element.DOSE,
        "The record states no dose. One administration is counted as one unit of %s; check that one was given, and send dosage.dose to be sure.",
        code);
  }

  private static Issue note(Administration a, Chosen chosen, UnitEquivalent by) {
    HcpcsCode code = chosen.code().code();
    HcpcsDosage alone = by.alone();
    String other =
        alone == null || !isAnother(chosen.amounts(), a.dose(), alone)
            ? ""
            : " As the dose of one of its drugs (%s a unit) it is %s: check which of them the record states."
                .formatted(
                    alone.shown(), billed(chosen.amounts(), a.dose(), alone).toPlainString());
    return Issue.of(
        IssueCode.DOSE_UNIT_ASSUMED,
        a.index(),
        Element.DOSE,
        "The dose of %s is counted by %s for one unit of %s (%s).%s",
        a.dose().shown(),
        by.amount().shown(),
        code,
        by.source(),
        other);
  }
}
