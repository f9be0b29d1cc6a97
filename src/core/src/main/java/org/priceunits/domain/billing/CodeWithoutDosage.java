package org.priceunits.domain.billing;

import static org.priceunits.domain.product.Presentation.Property.CONTAINER_TYPE;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Administration.Status;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.Ndc;
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
  /** UCUM's unit of numbers. */
  private static final String NUMBER = "1";

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
    String fault = fault(a, service, counted);
    return fault == null
        ? chosen(products, amounts, counted ? given : Dose.of(BigDecimal.ONE, unit))
        : refused(
            a,
            about,
            "One unit of %s is one %s%s".formatted(code.code(), service.kind().code(), fault));
  }

  /** Returns why the administration is not one unit; null if it is. */
  private @Nullable String fault(Administration a, ServiceUnit service, boolean counted) {
    String given = a.dose().shown();
    Dose most = service.most();
    Dose over = service.over();
    if (a.status() == Status.STOPPED) {
      return ", and this one was stopped. Decide from the record whether the part given counts as one, and bill it by hand.";
    }
    if (most != null && exceeds(a.dose(), most)) {
      return " of up to %s; %s were given. Correct the dose, or send each dose as an administration of its own."
          .formatted(most.shown(), given);
    }
    if (over != null && !isMoreThan(a, over)) {
      return " of more than %s; %s were given. Correct the dose, or name the code for the smaller dose."
          .formatted(over.shown(), given);
    }
    return !counted && isSeveral(a.dose(), service.kind())
        ? ", and the record counts %s. Send each one as an administration of its own, or the dose as an amount."
            .formatted(given)
        : null;
  }

  /** A dose that counts no amount, or none at all, contradicts no bound. */
  private boolean isMoreThan(Administration a, Dose bound) {
    return a.dose().in(bound.unit(), units).isEmpty() || exceeds(a.dose(), bound);
  }

  private boolean exceeds(Dose given, Dose most) {
    return given
        .in(most.unit(), units)
        .filter(amount -> amount.compareTo(most.value()) > 0)
        .isPresent();
  }

  /**
   * Returns true if the dose is a number of things other than one. The containers of a treatment
   * may be any number.
   */
  private static boolean isSeveral(Dose dose, Kind kind) {
    boolean number =
        kind == Kind.DOSE
            ? dose.unit().startsWith("{") || dose.unit().equals(NUMBER)
            : dose.unit().equals("{" + kind.code() + "}") || dose.unit().equals("{dose}");
    return number && dose.value().compareTo(Quotient.of(BigDecimal.ONE)) != 0;
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
    Optional<Dose> opened = ofContainers(a, amounts);
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

  /**
   * Returns the dose where all of it is the content of the opened single-dose containers less what
   * is stated as discarded; empty if they do not show it.
   */
  private Optional<Dose> ofContainers(Administration a, Amounts amounts) {
    Quotient left = Quotient.ZERO;
    for (Container container : a.containers()) {
      Optional<Quotient> content = counted(amounts, container.size());
      if (content.isEmpty() || container.shared() || !isSingleDose(container)) {
        return Optional.empty();
      }
      left = left.plus(content.get().times(BigDecimal.valueOf(container.count())));
    }
    for (Dose discarded : a.discarded()) {
      Optional<Quotient> amount =
          discarded.value().signum() == 0
              ? Optional.of(Quotient.ZERO)
              : counted(amounts, discarded);
      if (amount.isEmpty()) {
        return Optional.empty();
      }
      left = left.minus(amount.get());
    }
    return left.signum() > 0 ? Optional.of(new Dose(left, unit)) : Optional.empty();
  }

  private static Optional<Quotient> counted(Amounts amounts, Dose amount) {
    return EquivalentDose.count(amounts, amount).map(EquivalentDose.Count::units);
  }

  private boolean isSingleDose(Container container) {
    ContainerType stated = container.type();
    return (stated == null ? label(container.ndc()) : stated) == ContainerType.SINGLE_DOSE;
  }

  private @Nullable ContainerType label(@Nullable Ndc ndc) {
    DrugProduct product = ndc == null ? null : catalogs.products().byNdc(ndc).orElse(null);
    if (product != null) {
      ContainerLabel label = product.presentation().label();
      if (label != null || product.presentation().contradiction(CONTAINER_TYPE).isPresent()) {
        return label == null ? null : label.type();
      }
    }
    return catalogs.codes().container(code.code(), day).map(ContainerLabel::type).orElse(null);
  }

  private Choice chosen(List<DrugProduct> products, Amounts amounts, @Nullable Dose dose) {
    return new Choice.Chosen(
        code, new HcpcsDosage(BigDecimal.ONE, unit), products, amounts, List.of(), dose);
  }

  private static Choice refused(Administration a, Element about, String text) {
    return Choice.refused(a, IssueCode.CODE_WITHOUT_DOSAGE, about, text);
  }
}
