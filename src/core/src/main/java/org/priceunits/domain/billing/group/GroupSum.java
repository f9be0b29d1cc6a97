package org.priceunits.domain.billing.group;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.code.Choice.Chosen;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.DiscardedAmount;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Presentation.Property;
import org.priceunits.domain.product.ServiceUnit;
import org.priceunits.domain.product.ServiceUnit.Kind;

/**
 * Sums the amounts that the members of a group state, or refuses the first amount that does not
 * convert to the code's unit.
 */
public final class GroupSum {
  private final Catalogs catalogs;
  private final LocalDate day;
  private final List<Issue> issues = new ArrayList<>(0);
  private final List<Opened> opened = new ArrayList<>(2);
  private final List<Issue> notices = new ArrayList<>(0);
  private List<Draw> draws = new ArrayList<>(1);
  private Quotient dose = Quotient.ZERO;
  private @Nullable Quotient discarded;

  /**
   * @param day the day that the members are billed on
   */
  public GroupSum(Catalogs catalogs, LocalDate day) {
    this.catalogs = catalogs;
    this.day = day;
  }

  /** Returns the group with its sums; empty if an amount is refused, see {@link #issues()}. */
  public Optional<Group> of(List<Member> stated) {
    List<Member> members = stated.stream().map(m -> m.in(stated.get(0).chosen().dosage())).toList();
    for (Member member : members) {
      add(member);
    }
    Chosen chosen = members.get(0).chosen();
    if (opened.isEmpty() && issues.isEmpty() && !chosen.isWhole()) {
      dispensed();
    }
    if (discarded != null) {
      draws = SilentWaste.of(opened, draws);
      discarded = draws.stream().map(Draw::discarded).reduce(Quotient.ZERO, Quotient::plus);
    }
    ServiceUnit service = chosen.code().service();
    if (service != null && service.kind() == Kind.TREATMENT) {
      // Its parts, such as the bags of one lot, are given one after the other.
      dose = Quotient.of(BigDecimal.ONE);
    }
    return issues.isEmpty()
        ? Optional.of(new Group(day, members, draws, dose, opened, discarded))
        : Optional.empty();
  }

  /** Returns why the members cannot be added up; empty if they can. */
  public List<Issue> issues() {
    return issues;
  }

  /** Returns what a biller should know about the sums; it refuses nothing. */
  public List<Issue> notices() {
    return notices;
  }

  /** Takes the dispensed containers where none is stated. */
  private void dispensed() {
    Quotient used = discarded == null ? dose : dose.plus(discarded);
    DispensedContainers.Result result =
        new DispensedContainers(
                catalogs.products(), used, (member, product) -> label(member, List.of(product)))
            .of(draws);
    if (result.notice() != null) {
      notices.add(result.notice());
    }
    draws = result.draws();
    draws.forEach(draw -> opened.addAll(draw.opened()));
  }

  private void add(Member member) {
    Administration a = member.administration();
    Optional<Quotient> counts = member.chosen().amounts().of(member.dose());
    Quotient given =
        counted(member, member.dose(), counts, Element.DOSE, "dose").orElse(Quotient.ZERO);
    dose = dose.plus(given);
    List<Opened> own = new ArrayList<>(a.containers().size());
    Quotient thrown = Quotient.ZERO;
    if (!member.chosen().isWhole()) {
      PackageAmounts packages = new PackageAmounts(catalogs.products(), day);
      for (Container container : a.containers()) {
        Optional<Quotient> content = packages.of(member, container);
        counted(member, container.size(), content, Element.CONTAINERS, "container size")
            .ifPresent(size -> own.add(open(member, container, size)));
      }
      for (DiscardedAmount stated : a.discarded()) {
        Dose amount = stated.amount();
        thrown =
            // Nothing is nothing in any unit.
            amount.value().signum() == 0
                ? thrown
                : counted(
                        member,
                        amount,
                        packages.of(member, stated),
                        Element.DISCARDED,
                        "discarded amount")
                    .map(thrown::plus)
                    .orElse(thrown);
      }
      if (!a.discarded().isEmpty()) {
        discarded = discarded == null ? thrown : discarded.plus(thrown);
      }
    }
    opened.addAll(own);
    draws.add(new Draw(member, given, own, thrown, label(member, member.chosen().products())));
  }

  private Opened open(Member member, Container container, Quotient size) {
    Ndc ndc = container.ndc() != null ? container.ndc() : onlyNdc(member.administration());
    DrugProduct product = ndc != null ? catalogs.products().byNdc(ndc).orElse(null) : null;
    ContainerLabel label =
        container.type() != null
            ? null
            : label(member, product != null ? List.of(product) : member.chosen().products());
    Container typed = label == null ? container : container.withType(label.type());
    return new Opened(
        typed, size.times(BigDecimal.valueOf(container.count())), ndc, product, label);
  }

  private static @Nullable Ndc onlyNdc(Administration a) {
    return a.drug().ndcs().size() == 1 ? a.drug().ndcs().get(0) : null;
  }

  /**
   * Returns the container type of the packages: the one that all their sources state, otherwise the
   * one that a source states for the code. Packages that differ, or whose own sources contradict
   * each other, have none.
   */
  private @Nullable ContainerLabel label(Member member, List<DrugProduct> products) {
    ContainerLabel common = null;
    for (DrugProduct product : products) {
      ContainerLabel label = product.presentation().label();
      boolean contradicted =
          product.presentation().contradiction(Property.CONTAINER_TYPE).isPresent();
      ContainerLabel known = label == null && !contradicted ? ofCode(member).orElse(null) : label;
      if (known == null || common != null && common.type() != known.type()) {
        return null;
      }
      common = known;
    }
    return products.isEmpty() ? ofCode(member).orElse(null) : common;
  }

  private Optional<ContainerLabel> ofCode(Member member) {
    return catalogs.codes().container(member.chosen().code().code(), day);
  }

  private Optional<Quotient> counted(
      Member member, Dose amount, Optional<Quotient> counted, Element about, String what) {
    if (counted.isEmpty()) {
      issues.add(
          Issue.of(
              IssueCode.DOSE_UNIT_NOT_CONVERTIBLE,
              member.administration().index(),
              about,
              new ConversionRefusal(member, amount, what).text()));
    }
    return counted;
  }
}
