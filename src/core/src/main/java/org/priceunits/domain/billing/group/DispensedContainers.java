package org.priceunits.domain.billing.group;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.code.Amounts;
import org.priceunits.domain.billing.request.Dispense;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.ProductCatalog;

/**
 * Takes the containers that the pharmacy dispensed for a group as those that were opened, if no
 * record states any. They count only if all of them must have been opened: enough for what was
 * given and discarded, and not enough without the smallest of them. A container that may have gone
 * back unopened is no waste, and an amount that is no whole number of containers is a prepared
 * dose.
 */
final class DispensedContainers {
  private static final BigDecimal MOST = BigDecimal.valueOf(10_000);

  private final ProductCatalog products;
  private final Quotient used;
  private final Labels labels;

  /**
   * @param used the dose and the stated discarded amount of all members
   */
  DispensedContainers(ProductCatalog products, Quotient used, Labels labels) {
    this.products = products;
    this.used = used;
    this.labels = labels;
  }

  /** Tells the container type of a package that a member's drug was drawn from. */
  interface Labels {
    @Nullable ContainerLabel of(Member member, DrugProduct product);
  }

  /**
   * The draws with the dispensed containers, or as they were.
   *
   * @param notice what a biller should know; absent if nothing was dispensed
   */
  record Result(List<Draw> draws, @Nullable Issue notice) {}

  /**
   * @param draws what the members state for themselves: no container
   */
  Result of(List<Draw> draws) {
    List<Draw> drawn = new ArrayList<>(draws.size());
    for (Draw draw : draws) {
      List<Opened> opened = new ArrayList<>(0);
      for (Dispense dispense : draw.member().administration().dispensed()) {
        Optional<Opened> containers = opened(dispense, draw.member());
        if (containers.isEmpty()) {
          return new Result(draws, uncounted(draw, dispense));
        }
        opened.add(containers.get());
      }
      drawn.add(draw.of(opened));
    }
    List<Opened> all = drawn.stream().flatMap(draw -> draw.opened().stream()).toList();
    if (all.isEmpty()) {
      return new Result(draws, null);
    }
    Quotient total = all.stream().map(Opened::content).reduce(Quotient.ZERO, Quotient::plus);
    Quotient withoutOne = total.minus(smallest(all));
    if (total.compareTo(used) < 0) {
      return new Result(draws, misfit(draws.get(0), total, "less"));
    }
    return withoutOne.compareTo(used) >= 0
        ? new Result(draws, misfit(draws.get(0), total, "at least a container more"))
        : new Result(drawn, taken(draws.get(0)));
  }

  private static Quotient smallest(List<Opened> all) {
    return all.stream()
        .map(o -> o.content().over(BigDecimal.valueOf(o.stated().count())))
        .reduce(Quotient::min)
        .orElse(Quotient.ZERO);
  }

  private Optional<Opened> opened(Dispense dispense, Member member) {
    DrugProduct product = products.byNdc(dispense.ndc()).orElse(null);
    Dose content = product == null ? null : product.content();
    if (product == null || content == null) {
      return Optional.empty();
    }
    Amounts ofCode = member.chosen().amounts();
    Amounts amounts = product.strength() == null ? ofCode : ofCode.with(product.strength());
    Optional<Quotient> one = amounts.of(content);
    Optional<BigDecimal> count =
        dispense.count() == null
            ? one.flatMap(size -> amounts.of(dispense.quantity()).flatMap(all -> whole(all, size)))
            : Optional.of(BigDecimal.valueOf(dispense.count()));
    if (one.isEmpty() || count.isEmpty()) {
      return Optional.empty();
    }
    ContainerLabel label = labels.of(member, product);
    ContainerType type = label == null ? null : label.type();
    Ndc ndc = dispense.several() ? null : product.ndc();
    Container containers = new Container(content, count.get().intValue(), type, false, ndc);
    return Optional.of(new Opened(containers, one.get().times(count.get()), ndc, product, label));
  }

  /** Returns how many containers an amount fills exactly; empty if it leaves a part. */
  private static Optional<BigDecimal> whole(Quotient all, Quotient size) {
    Quotient count = all.over(size);
    BigDecimal whole = count.floor();
    return whole.signum() > 0
            && whole.compareTo(MOST) < 0
            && count.compareTo(Quotient.of(whole)) == 0
        ? Optional.of(whole)
        : Optional.empty();
  }

  private static Issue taken(Draw first) {
    return issue(
        first,
        IssueCode.CONTAINERS_FROM_DISPENSE,
        "No record states the containers; those dispensed for the order that day are taken. State"
            + " the containers if others were opened.");
  }

  private static Issue uncounted(Draw of, Dispense dispense) {
    return issue(
        of,
        IssueCode.DISPENSE_NOT_USED,
        "The dispensed %s are no whole number of containers of NDC %s that is known here, so they"
            + " do not show what was opened. State the containers.",
        dispense.quantity().shown(),
        dispense.ndc());
  }

  private Issue misfit(Draw first, Quotient total, String compared) {
    String unit = first.member().chosen().dosage().unit();
    return issue(
        first,
        IssueCode.DISPENSE_NOT_USED,
        "The dispensed containers hold %s, %s than the %s given and discarded, so they do not show"
            + " what was opened. State the containers.",
        new Dose(total, unit).shown(),
        compared,
        new Dose(used, unit).shown());
  }

  private static Issue issue(Draw of, IssueCode code, String sentence, Object... arguments) {
    return Issue.of(
        code, of.member().administration().index(), Element.CONTAINERS, sentence, arguments);
  }
}
