package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Group.Draw;
import org.priceunits.domain.billing.Group.Member;
import org.priceunits.domain.billing.Group.Opened;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Ndc;

/**
 * Sums the amounts that the members of a group state, or refuses the first amount that does not
 * convert to the code's unit.
 */
final class GroupSum {
  private final Catalogs catalogs;
  private final List<Issue> issues = new ArrayList<>(0);
  private final List<Opened> opened = new ArrayList<>(2);
  private final List<Issue> notices = new ArrayList<>(0);
  private List<Draw> draws = new ArrayList<>(1);
  private Quotient dose = Quotient.ZERO;
  private @Nullable Quotient discarded;

  GroupSum(Catalogs catalogs) {
    this.catalogs = catalogs;
  }

  /** Returns the group with its sums; empty if an amount is refused, see {@link #issues()}. */
  Optional<Group> of(List<Member> members) {
    for (Member member : members) {
      add(member);
    }
    if (opened.isEmpty() && issues.isEmpty() && !members.get(0).chosen().code().unclassified()) {
      dispensed();
    }
    return issues.isEmpty()
        ? Optional.of(new Group(members, draws, dose, opened, discarded))
        : Optional.empty();
  }

  List<Issue> issues() {
    return issues;
  }

  /** Returns what a biller should know about the sums; it refuses nothing. */
  List<Issue> notices() {
    return notices;
  }

  /** Takes the dispensed containers where none is stated. */
  private void dispensed() {
    Quotient used = discarded == null ? dose : dose.plus(discarded);
    DispensedContainers.Result result =
        new DispensedContainers(catalogs.products(), used).of(draws);
    if (result.notice() != null) {
      notices.add(result.notice());
    }
    draws = result.draws();
    draws.forEach(draw -> opened.addAll(draw.opened()));
  }

  private void add(Member member) {
    Administration a = member.administration();
    Quotient given = counted(member, a.dose(), Element.DOSE, "dose").orElse(Quotient.ZERO);
    dose = dose.plus(given);
    List<Opened> own = new ArrayList<>(a.containers().size());
    Quotient thrown = Quotient.ZERO;
    if (!member.chosen().code().unclassified()) {
      for (Container container : a.containers()) {
        counted(member, container.size(), Element.CONTAINERS, "container size")
            .ifPresent(size -> own.add(open(member, container, size)));
      }
      for (Dose stated : a.discarded()) {
        thrown =
            counted(member, stated, Element.DISCARDED, "discarded amount")
                .map(thrown::plus)
                .orElse(thrown);
      }
      if (!a.discarded().isEmpty()) {
        discarded = discarded == null ? thrown : discarded.plus(thrown);
      }
    }
    opened.addAll(own);
    draws.add(new Draw(member, given, own, thrown));
  }

  private Opened open(Member member, Container container, Quotient size) {
    Ndc ndc = container.ndc() != null ? container.ndc() : onlyNdc(member.administration());
    DrugProduct product = ndc != null ? catalogs.products().byNdc(ndc).orElse(null) : null;
    Container typed =
        product != null
            ? container.withType(product.type())
            : container.withType(commonType(member.chosen().products()));
    return new Opened(typed, size.times(BigDecimal.valueOf(container.count())), ndc, product);
  }

  private static @Nullable Ndc onlyNdc(Administration a) {
    return a.drug().ndcs().size() == 1 ? a.drug().ndcs().get(0) : null;
  }

  private static @Nullable ContainerType commonType(List<DrugProduct> products) {
    ContainerType common = products.isEmpty() ? null : products.get(0).type();
    for (DrugProduct product : products) {
      if (product.type() != common) {
        return null;
      }
    }
    return common;
  }

  private Optional<Quotient> counted(Member member, Dose amount, Element about, String what) {
    Optional<Quotient> counted = member.chosen().amounts().of(amount);
    if (counted.isEmpty()) {
      String unit = member.chosen().dosage().unit();
      issues.add(
          Issue.of(
              IssueCode.DOSE_UNIT_NOT_CONVERTIBLE,
              member.administration().index(),
              about,
              "The %s of %s does not convert to %s, the unit of %s. Send it in %s; a volume counts"
                      .formatted(what, amount.shown(), unit, member.chosen().code().code(), unit)
                  + " where the strength is sent with the Medication or known."));
    }
    return counted;
  }
}
