package org.priceunits.domain.billing.code;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;

/**
 * Bills one code: refuses it if it was not in force on the day, or if its units cannot be counted.
 * A code that has ended is refused with its successor and the units of it, and never replaced.
 */
public final class CodeInForce {
  /** The units that count devices. */
  private static final Set<String> DEVICES =
      Set.of(Administration.ONE_ADMINISTRATION.unit(), "{device}", "{each}");

  private static final Dose ONE_IMPLANT = Dose.of(BigDecimal.ONE, "{implant}");

  private final Catalogs catalogs;
  private final Units units;
  private final CodeAmounts amounts;
  private final EndedCode ended;

  CodeInForce(Catalogs catalogs, Units units) {
    this.catalogs = catalogs;
    this.units = units;
    this.amounts = new CodeAmounts(catalogs, units);
    this.ended = new EndedCode(catalogs, amounts);
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
      return new Choice.Refused(ended.issue(a, day, code, products, about));
    }
    Choice choice = counted(a, day, code, products, about);
    return choice instanceof Choice.Chosen chosen
        ? new SmallerDoseCheck(catalogs)
            .refused(a, day, chosen, about)
            .orElseGet(() -> EquivalentDose.noted(a, chosen))
        : choice;
  }

  /** Says of a code that has ended when it did, and which one follows it. */
  EndedCode.Told ended(Administration a, LocalDate day, DrugCode code, List<DrugProduct> products) {
    return ended.told(a, day, code, products);
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
    Amounts inUnits = amounts.of(a, code, products, day);
    return dosage == null || inUnits == null
        ? new CodeWithoutDosage(catalogs, units, code, day, amounts.equivalents(code))
            .choose(a, products, about)
        : new Choice.Chosen(code, dosage, products, inUnits);
  }

  /** Returns the refusal of a record that states no dose. */
  public static Issue doseMissing(Administration a) {
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
        .limit(catalogs.policies().reference(), code, null, day, LocalDate.MAX)
        .isPresent();
  }

  /** R18: the code stands for no amount, so the dose is counted in its own unit. */
  private Choice unclassified(Administration a, DrugCode code, List<DrugProduct> products) {
    String unit = a.dose().unit();
    return new Choice.Chosen(
        code,
        new HcpcsDosage(BigDecimal.ONE, unit),
        products,
        new Amounts(units, unit, amounts.strength(a, products)));
  }
}
