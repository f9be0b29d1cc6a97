package org.priceunits.domain.billing.code;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.ServiceUnit;
import org.priceunits.domain.product.ServiceUnit.Kind;
import org.priceunits.domain.product.UnitEquivalent;

/**
 * Counts the units of a code whose descriptor states no single amount. If it names a service in
 * place of an amount, one completed administration is one unit (R21). Otherwise the units are those
 * that CMS's crosswalk states for the package (R22): of the containers that the dose counts, of its
 * millilitres, or of the single-dose containers opened. Anything else is refused with what to send.
 */
final class CodeWithoutDosage {
  private final Catalogs catalogs;
  private final Units units;
  private final DrugCode code;
  private final LocalDate day;
  private final String unit;
  private final List<UnitEquivalent> equivalents;

  CodeWithoutDosage(
      Catalogs catalogs,
      Units units,
      DrugCode code,
      LocalDate day,
      List<UnitEquivalent> equivalents) {
    this.catalogs = catalogs;
    this.units = units;
    this.code = code;
    this.day = day;
    this.unit = code.code().unit();
    this.equivalents = equivalents;
  }

  /**
   * @param products the packages that the caller named, if known
   * @param about the element that names the code, for the issue
   */
  Choice choose(Administration a, List<DrugProduct> products, Element about) {
    // A recorded strength is of one component, or of what was mixed from the package.
    boolean mixed = a.drug().strength() != null || a.drug().strengthUnclear();
    Amounts amounts =
        new Amounts(
            units,
            unit,
            mixed ? null : Amounts.strengthOf(products, units),
            equivalents,
            BigDecimal.ONE);
    ServiceUnit service = code.service();
    return service == null
        ? ofPackage(a, products, amounts, about)
        : ofService(a, service, products, amounts, about);
  }

  private Choice ofService(
      Administration a,
      ServiceUnit service,
      List<DrugProduct> products,
      Amounts amounts,
      Element about) {
    Dose given = a.dose();
    boolean counted = given.unit().equals(unit) && service.kind() == Kind.DOSE;
    String fault = new ServiceBounds(service, units).fault(a, counted);
    return fault == null
        ? chosen(products, amounts, counted ? given : Dose.of(BigDecimal.ONE, unit))
        : refused(
            a,
            about,
            "One unit of %s is one %s%s".formatted(code.code(), service.kind().code(), fault));
  }

  private Choice ofPackage(
      Administration a, List<DrugProduct> products, Amounts amounts, Element about) {
    if (countsActivity() && unit.equals(a.dose().unit())) {
      return refused(a, about, activity(a));
    }
    EquivalentDose.Count count = EquivalentDose.count(amounts, a.dose()).orElse(null);
    if (count != null) {
      return chosen(products, amounts, count.alone() ? new Dose(count.units(), unit) : null);
    }
    Optional<Dose> opened = new OpenedUnits(catalogs, code.code(), day).of(a, amounts);
    return opened.isPresent()
        ? chosen(products, amounts, opened.get())
        : refused(
            a,
            about,
            EquivalentDose.unclear(amounts, a.dose(), code.code())
                .orElseGet(() -> notCertain(a, products)));
  }

  /**
   * Returns true if one unit of activity is one billing unit: the one unit that CMS's crosswalk
   * states for such a package is the unit, not what a container holds.
   */
  private boolean countsActivity() {
    return equivalents.stream().map(UnitEquivalent::amount).anyMatch(this::isOneOfActivity);
  }

  private boolean isOneOfActivity(HcpcsDosage amount) {
    return amount.value().compareTo(BigDecimal.ONE) == 0 && amount.unit().startsWith("[iU]");
  }

  private String activity(Administration a) {
    return "One unit of %s is one unit of activity, and what %s holds is not known: vials of a lot differ. Send the dose in %s, as the label of the vial prints it."
        .formatted(
            code.code(),
            a.dose().shown(),
            equivalents.stream().map(by -> by.amount().unit()).collect(Collectors.joining(" or ")));
  }

  private String notCertain(Administration a, List<DrugProduct> products) {
    return "What one unit of %s stands for is not certain from its descriptor%s, and the dose of %s does not say it. %s"
        .formatted(
            code.code(),
            code.dosageText() == null ? "" : " (" + code.dosageText() + ")",
            a.dose().shown(),
            advice(products));
  }

  private String advice(List<DrugProduct> products) {
    if (countsActivity()) {
      return "Send the dose in %s, as the label of the vial prints it."
          .formatted(
              equivalents.stream()
                  .map(by -> by.amount().unit())
                  .collect(Collectors.joining(" or ")));
    }
    String known = products.stream().flatMap(this::counted).collect(Collectors.joining(", "));
    return known.isEmpty()
        ? "Send the NDC of a package whose billing units CMS's crosswalk states, with the dose as a number of containers, or count the units by hand."
        : "CMS's crosswalk states the billing units of one container (%s): send the dose as a number of containers, or the single-dose containers that were opened, each with its NDC, and what was discarded of them."
            .formatted(known);
  }

  private Stream<String> counted(DrugProduct product) {
    return Stream.ofNullable(product.content())
        .filter(content -> unit.equals(content.unit()))
        .map(content -> "%s: %s".formatted(product.ndc(), content.value().shown()));
  }

  private Choice chosen(List<DrugProduct> products, Amounts amounts, @Nullable Dose dose) {
    return new Choice.Chosen(
        code, new HcpcsDosage(BigDecimal.ONE, unit), products, amounts, List.of(), dose);
  }

  private static Choice refused(Administration a, Element about, String text) {
    return Choice.refused(a, IssueCode.CODE_WITHOUT_DOSAGE, about, text);
  }
}
