package org.priceunits.domain.billing.line;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.group.Draw;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.group.Member;
import org.priceunits.domain.billing.group.Opened;
import org.priceunits.domain.billing.group.PackageDraws;
import org.priceunits.domain.billing.group.PackageDraws.Part;
import org.priceunits.domain.billing.group.UnclassifiedDrug;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.Ndc;

/**
 * Splits a group's units among the packages it was drawn from. Units are rounded once on the sum
 * and then apportioned by what was drawn from each package and what it had left, largest remainder
 * first, so that the lines add up to the group.
 */
public final class NdcShares {
  private NdcShares() {}

  /**
   * The part of a group drawn from one package.
   *
   * @param ndc absent if the caller states none
   * @param content what was opened, in the unit of the dosage: the labelled content of the
   *     containers, but no more than the dose with what is stated as discarded and billed; without
   *     containers that sum; absent if neither is stated
   * @param dose the part of the dose that was drawn from the package
   * @param administered units of the dose
   * @param discarded units discarded
   */
  record Share(
      @Nullable Ndc ndc,
      @Nullable Quotient content,
      Quotient dose,
      BigDecimal administered,
      BigDecimal discarded) {
    /**
     * Returns false if the package's part of the dose rounds to no unit, so that it has no line.
     */
    boolean hasUnits() {
      return administered.signum() > 0 || discarded.signum() > 0;
    }
  }

  /**
   * @param wholeContainers true if the administered units are those of the containers' content
   * @param allBilled true if the lines bill the dose and all that was discarded
   */
  static List<Share> of(
      Group group,
      BigDecimal administered,
      BigDecimal discarded,
      boolean wholeContainers,
      boolean allBilled) {
    Quotient stated = allBilled ? group.discarded() : null;
    if (onePackage(group)) {
      boolean opened = !group.opened().isEmpty();
      Ndc ndc = opened ? group.opened().get(0).ndc() : onlyNdc(group);
      Quotient accounted = accounted(group.dose(), stated);
      Quotient content = opened ? held(group.labelled(), accounted, wholeContainers) : accounted;
      return List.of(new Share(ndc, content, group.dose(), administered, discarded));
    }
    List<Part> parts = PackageDraws.of(group);
    List<BigDecimal> given =
        apportion(
            administered,
            parts.stream().map(p -> wholeContainers ? p.content() : p.dose()).toList());
    List<Quotient> left = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      // Rounding up bills a part of the waste already (R4).
      left.add(
          parts
              .get(i)
              .dose()
              .plus(parts.get(i).waste(group.discarded() != null))
              .minus(Quotient.of(given.get(i).multiply(group.unit())))
              .max(Quotient.ZERO));
    }
    List<BigDecimal> thrown = apportion(discarded, left);
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      Quotient accounted = accounted(part.dose(), stated == null ? null : part.waste(true));
      Quotient content =
          part.opened().isEmpty() ? accounted : held(part.content(), accounted, wholeContainers);
      shares.add(new Share(part.ndc(), content, part.dose(), given.get(i), thrown.get(i)));
    }
    return shares;
  }

  /** Returns what a dose and its stated discard were drawn from; null if no discard is stated. */
  private static @Nullable Quotient accounted(Quotient dose, @Nullable Quotient discarded) {
    return discarded == null ? null : dose.plus(discarded);
  }

  /** Returns what the lines bill of opened containers: no more than dose and stated discard. */
  private static Quotient held(
      Quotient labelled, @Nullable Quotient accounted, boolean wholeContainers) {
    return accounted == null || wholeContainers ? labelled : labelled.min(accounted);
  }

  private static boolean onePackage(Group group) {
    if (group.chosen().isWhole()) {
      return true;
    }
    if (group.opened().isEmpty()) {
      return named(group).size() < 2;
    }
    for (Opened o : group.opened()) {
      if (!Objects.equals(o.ndc(), group.opened().get(0).ndc())) {
        return false;
      }
    }
    return !group.anyElsewhere();
  }

  /** Returns the packages that the members name, each by itself. */
  private static Set<Ndc> named(Group group) {
    return group.draws().stream()
        .map(Draw::ndc)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static @Nullable Ndc onlyNdc(Group group) {
    if (group.unclassified()) {
      return UnclassifiedDrug.ndc(group.first());
    }
    List<Ndc> ndcs =
        group.members().stream()
            .map(Member::administration)
            .flatMap(
                a ->
                    group.isService()
                        ? UnclassifiedDrug.ndcs(a).stream()
                        : a.drug().ndcs().stream())
            .distinct()
            .toList();
    return ndcs.size() == 1 ? ndcs.get(0) : null;
  }

  /**
   * Apportions whole units in proportion to the weights; the remaining units go to the largest
   * remainders.
   */
  public static List<BigDecimal> apportion(BigDecimal units, List<Quotient> weights) {
    Quotient total = weights.stream().reduce(Quotient.ZERO, Quotient::plus);
    List<BigDecimal> whole = new ArrayList<>();
    if (total.signum() == 0) {
      weights.forEach(w -> whole.add(BigDecimal.ZERO));
      return whole;
    }
    List<Quotient> remainders = new ArrayList<>();
    BigDecimal left = units;
    for (Quotient weight : weights) {
      Quotient exact =
          new Quotient(
              weight.numerator().multiply(total.denominator()).multiply(units),
              weight.denominator().multiply(total.numerator()));
      whole.add(exact.floor());
      remainders.add(exact.minus(Quotient.of(exact.floor())));
      left = left.subtract(exact.floor());
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(remainders::get, Comparator.reverseOrder()));
    for (int i = 0; i < left.intValueExact(); i++) {
      whole.set(order.get(i), whole.get(order.get(i)).add(BigDecimal.ONE));
    }
    return whole;
  }
}
