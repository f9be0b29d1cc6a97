package org.priceunits.domain.billing.code;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.priceunits.domain.billing.code.Choice.Chosen;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.UnitEquivalent;

/**
 * A dose in another unit than that of its code. Where several drugs are given together, a label
 * states the dose of both, and a chart may state that of one: the dose is the one in which it is
 * whole units, and unclear if it is whole units of both or of neither. Where the drugs are sold in
 * one vial alone, whole vials of one of them decide. So the doses of a day add up without a rest.
 */
final class EquivalentDose {
  private static final String MILLILITRE = "mL";

  private EquivalentDose() {}

  /**
   * What a dose comes to.
   *
   * @param units billing units, not rounded
   * @param alone true if they are those of one of several drugs
   */
  record Count(Quotient units, boolean alone) {}

  /** Returns the units of a dose; empty if it does not convert, or if it is unclear how. */
  static Optional<Count> count(Amounts amounts, Dose dose) {
    Optional<Quotient> together = amounts.of(dose).map(units -> units.over(amounts.one()));
    UnitEquivalent by = amounts.equivalentOf(dose).orElse(null);
    HcpcsDosage one = by == null ? null : by.alone();
    if (by == null || one == null) {
      return together.map(units -> new Count(units, false));
    }
    Optional<Quotient> alone = alone(amounts, dose, one);
    boolean wholeAlone = alone.filter(EquivalentDose::isWhole).isPresent();
    boolean wholeTogether = together.filter(EquivalentDose::isWhole).isPresent();
    if (wholeAlone && wholeTogether && by.vial() != null) {
      // A vial that is sold in one size alone is emptied by one way to read the dose.
      wholeAlone = empties(alone, by.vial());
      wholeTogether = empties(together, by.vial());
    }
    if (wholeAlone == wholeTogether) {
      return Optional.empty();
    }
    boolean isAlone = wholeAlone;
    return (isAlone ? alone : together).map(units -> new Count(units, isAlone));
  }

  private static boolean empties(Optional<Quotient> units, BigDecimal vial) {
    return units.map(all -> all.over(vial)).filter(EquivalentDose::isWhole).isPresent();
  }

  private static boolean isWhole(Quotient units) {
    return units.ceiling().compareTo(units.floor()) == 0;
  }

  private static Optional<Quotient> alone(Amounts amounts, Dose dose, HcpcsDosage one) {
    return new Amounts(amounts.units(), one.unit(), amounts.strength())
        .of(dose)
        .map(amount -> amount.over(one.value()));
  }

  /** Returns why it is unclear how a dose is stated; empty if it is clear, or does not convert. */
  static Optional<String> unclear(Amounts amounts, Dose dose, HcpcsCode code) {
    UnitEquivalent by = amounts.equivalentOf(dose).orElse(null);
    HcpcsDosage one = by == null ? null : by.alone();
    if (by == null || one == null || count(amounts, dose).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s can be the dose of the drugs of %s together (%s a unit) or that of one of them (%s a unit), which come to other units. Send the NDC with the dose as a number of containers, or count the units by hand."
            .formatted(dose.shown(), code, by.amount().shown(), one.shown()));
  }

  /** Says by what a dose is counted if its unit is not the code's, or if none is recorded. */
  static Chosen noted(Administration a, Chosen chosen) {
    if (a.dose().equals(Administration.ONE_ADMINISTRATION)) {
      return chosen.with(notRecorded(a, chosen.code().code()));
    }
    Amounts amounts = chosen.amounts();
    UnitEquivalent by = amounts.equivalentOf(a.dose()).orElse(null);
    if (by == null) {
      return ofUndiluted(a, chosen);
    }
    Count count = count(amounts, a.dose()).orElse(null);
    return count == null ? chosen : chosen.with(note(a, chosen, by, count));
  }

  /**
   * Says at which strength a volume is counted that the record does not state, or only in the name
   * of a product: the volume of a mixed bag is not that of the drug in it.
   */
  private static Chosen ofUndiluted(Administration a, Chosen chosen) {
    Amounts amounts = chosen.amounts();
    boolean ofName =
        a.drug().strengthOfName() && a.dose().in(MILLILITRE, amounts.units()).isPresent();
    if (a.drug().strength() != null && !ofName || amounts.with(null).of(a.dose()).isPresent()) {
      return chosen;
    }
    return amounts
        .of(a.dose())
        .map(
            amount ->
                chosen.with(
                    Issue.of(
                        IssueCode.DOSE_UNIT_ASSUMED,
                        a.index(),
                        Element.DOSE,
                        "The dose of %s is counted as the undiluted drug of the package: %s. If it is the volume of a mixed bag, send the amount of drug.",
                        a.dose().shown(),
                        new Dose(amount, amounts.unit()).shown())))
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

  private static Issue note(Administration a, Chosen chosen, UnitEquivalent by, Count count) {
    HcpcsDosage one = count.alone() ? Objects.requireNonNull(by.alone()) : by.amount();
    String drugs =
        by.alone() == null
            ? ""
            : count.alone() ? ", as that of one of its drugs" : ", as that of its drugs together";
    return Issue.of(
        IssueCode.DOSE_UNIT_ASSUMED,
        a.index(),
        Element.DOSE,
        "The dose of %s is counted%s by %s for one unit of %s (%s).",
        a.dose().shown(),
        drugs,
        one.shown(),
        chosen.code().code(),
        by.source());
  }
}
