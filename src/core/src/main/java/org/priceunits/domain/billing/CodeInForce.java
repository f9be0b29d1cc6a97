package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.billing.Issue.Successor;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.UnitEquivalent;

/**
 * Bills one code: refuses it if it was not in force on the day, or if its units cannot be counted.
 * A code that has ended is refused with its successor and the units of it, and never replaced.
 */
final class CodeInForce {
  /** The units that count devices. */
  private static final Set<String> DEVICES =
      Set.of(Administration.ONE_ADMINISTRATION.unit(), "{device}", "{each}");

  private static final Dose ONE_IMPLANT = Dose.of(BigDecimal.ONE, "{implant}");

  private final Catalogs catalogs;
  private final Units units;

  CodeInForce(Catalogs catalogs, Units units) {
    this.catalogs = catalogs;
    this.units = units;
  }

  /**
   * Bills a code if it was in force on the day and its units can be counted.
   *
   * @param products the packages that the caller named, if known
   * @param about the element that names the code, for the issue
   */
  Choice choose(
      Administration a,
      LocalDate day,
      HcpcsCode wanted,
      List<DrugProduct> products,
      Element about) {
    Optional<DrugCode> known = catalogs.codes().code(wanted);
    if (known.isEmpty()) {
      return unknown(a, day, wanted, about);
    }
    DrugCode code = known.get().on(day);
    if (code.validity().startsAfter(day)) {
      return Choice.refused(
          a,
          IssueCode.CODE_NOT_YET_EFFECTIVE,
          about,
          "%s may be used from %s; the service was on %s. Name a code that was in force on that day."
              .formatted(wanted, code.validity().from(), day));
    }
    if (code.validity().endedBefore(day)) {
      return new Choice.Refused(ended(a, day, code, products, about));
    }
    Choice choice = counted(a, day, code, products, about);
    return choice instanceof Choice.Chosen chosen
        ? new SmallerDoseCheck(catalogs)
            .refused(a, day, chosen, about)
            .orElseGet(() -> EquivalentDose.noted(a, chosen))
        : choice;
  }

  private Choice unknown(Administration a, LocalDate day, HcpcsCode wanted, Element about) {
    return Choice.refused(
        a,
        IssueCode.CODE_UNKNOWN,
        about,
        priced(wanted, day)
            ? "%s has a published price on %s, but the HCPCS release here (%s) does not list it, so its dosage is not known. Load the HCPCS release of that day."
                .formatted(wanted, day, catalogs.codes().version())
            : "%s is not a HCPCS code that is hosted here. Check it, or load the HCPCS file that has it."
                .formatted(wanted));
  }

  /** Bills a code that was in force, by what one unit of it stands for. */
  private Choice counted(
      Administration a, LocalDate day, DrugCode code, List<DrugProduct> products, Element about) {
    boolean device = catalogs.codes().isDevice(code.code());
    if (device && countsDevices(a.dose())) {
      return ofDevices(a, code, products);
    }
    if (a.dose().equals(Administration.ONE_ADMINISTRATION) && code.service() == null) {
      return new Choice.Refused(doseMissing(a));
    }
    if (device && code.dosage() == null) {
      return notCounted(a, code);
    }
    if (code.unclassified()) {
      return unclassified(a, code, products);
    }
    HcpcsDosage dosage = code.dosage();
    Amounts amounts = amounts(a, code, products, day);
    return dosage == null || amounts == null
        ? new CodeWithoutDosage(catalogs, units, code, day, equivalents(code))
            .choose(a, products, about)
        : new Choice.Chosen(code, dosage, products, amounts);
  }

  /** Returns the refusal of a record that states no dose. */
  static Issue doseMissing(Administration a) {
    return Issue.of(
        IssueCode.DOSE_MISSING,
        a.index(),
        Element.DOSE,
        "The dose is missing. Send dosage.dose; dosage.text is not read.");
  }

  /** One implant is one device; several may be one system of rods. */
  private static boolean countsDevices(Dose dose) {
    return DEVICES.contains(dose.unit())
        || ONE_IMPLANT.unit().equals(dose.unit())
            && dose.value().compareTo(ONE_IMPLANT.value()) == 0;
  }

  private static Choice notCounted(Administration a, DrugCode code) {
    return Choice.refused(
        a,
        IssueCode.CODE_WITHOUT_DOSAGE,
        Element.DOSE,
        "One unit of %s is one device, whatever drug it holds, and the dose of %s counts no devices. Send the number of devices, such as 1 {each}, or leave the dose out."
            .formatted(code.code(), a.dose().shown()));
  }

  /** Counts devices: one that was given without a dose is one unit. */
  private Choice ofDevices(Administration a, DrugCode code, List<DrugProduct> products) {
    String unit = a.dose().unit();
    return new Choice.Chosen(
        code, new HcpcsDosage(BigDecimal.ONE, unit), products, new Amounts(units, unit, null));
  }

  private boolean priced(HcpcsCode code, LocalDate day) {
    return catalogs
        .fees()
        .find(catalogs.policies().reference(), code, null, day, LocalDate.MAX)
        .isPresent();
  }

  /** R18: the code stands for no amount, so the dose is counted in its own unit. */
  private Choice unclassified(Administration a, DrugCode code, List<DrugProduct> products) {
    String unit = a.dose().unit();
    return new Choice.Chosen(
        code,
        new HcpcsDosage(BigDecimal.ONE, unit),
        products,
        new Amounts(units, unit, strength(a, products)));
  }

  private Issue ended(
      Administration a, LocalDate day, DrugCode code, List<DrugProduct> products, Element about) {
    String text =
        code.lastRelease() == null
            ? "%s ended on %s; the service was on %s."
                .formatted(code.code(), code.validity().to(), day)
            : "%s is known until %s, the last day of HCPCS release %s, and no later release here lists it; the service was on %s."
                .formatted(code.code(), code.validity().to(), code.lastRelease(), day);
    boolean suggested = code.successor() == null;
    Optional<Successor> successor =
        Optional.ofNullable(code.successor())
            .or(() -> catalogs.codes().follower(code))
            .flatMap(catalogs.codes()::code)
            .filter(next -> next.validity().on(day))
            .map(next -> next.on(day))
            .map(next -> new Successor(next.code(), units(a, next, products, day), suggested));
    String advice =
        successor
            .map(
                s ->
                    s.suggested()
                        ? suggestion(s)
                        : s.units() == null
                            ? " %s took its place, but this dose does not count in units of it. Correct the dose, or count the units by hand."
                                .formatted(s.code())
                            : " Ask again with billingCode %s: this dose is %s units of it."
                                .formatted(s.code(), s.units()))
            .orElse(" Name a code that was in force on that day.");
    Issue issue = Issue.of(IssueCode.CODE_TERMINATED, a.index(), about, text + advice);
    return successor.map(issue::with).orElse(issue);
  }

  /** CMS names no successor, so the caller must check the one that the dates suggest. */
  private String suggestion(Successor next) {
    return " CMS names no code in its place. %s (%s) began the day after and may be it%s. Check it, and ask again with billingCode %s."
        .formatted(
            next.code(),
            catalogs.codes().description(next.code()),
            next.units() == null ? "" : ": this dose is " + next.units() + " units of it",
            next.code());
  }

  private @Nullable BigDecimal units(
      Administration a, DrugCode next, List<DrugProduct> products, LocalDate day) {
    HcpcsDosage dosage = next.dosage();
    Amounts amounts = amounts(a, next, products, day);
    return dosage == null || amounts == null
        ? null
        : amounts.of(a.dose()).map(d -> d.over(dosage.value()).ceiling()).orElse(null);
  }

  private @Nullable Amounts amounts(
      Administration a, DrugCode code, List<DrugProduct> products, LocalDate day) {
    HcpcsDosage dosage = code.dosage();
    return dosage == null
        ? null
        : new Amounts(
            units,
            dosage.unit(),
            ofAnother(code, products, day) ? a.drug().strength() : strength(a, products),
            equivalents(code),
            dosage.value());
  }

  /** Returns what else is one unit of a code; of what it stood for before, nothing is known. */
  private List<UnitEquivalent> equivalents(DrugCode code) {
    return catalogs
        .codes()
        .code(code.code())
        .filter(now -> Objects.equals(now.dosage(), code.dosage()))
        .map(now -> catalogs.codes().equivalents(now.code()))
        .orElse(List.of());
  }

  /** Returns true if a package is of another code: its strength says nothing about this drug. */
  private static boolean ofAnother(DrugCode code, List<DrugProduct> products, LocalDate day) {
    for (DrugProduct product : products) {
      if (!product.codesOn(day).isEmpty() && !product.isEverBilledWith(code.code())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the strength to use. The recorded strength takes precedence over the catalog's.
   * Packages that disagree give none, and neither does a record whose stated strength cannot be
   * used: a mixed bag has another strength than the vial.
   */
  private @Nullable Strength strength(Administration a, List<DrugProduct> products) {
    return a.drug().strength() != null || a.drug().strengthUnclear()
        ? a.drug().strength()
        : Amounts.strengthOf(products, units);
  }
}
