package org.priceunits.domain.billing.group;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.Ndc;

/**
 * The sums over the opened containers of a group, in the unit of the code's dosage.
 *
 * @param labelled the content of all containers
 * @param unshared the content of the containers that no other patient shared
 * @param shared true if another patient shared one of them
 * @param multiDose true if one of them is multi-dose
 * @param kind the type of all containers; absent if one is unknown or they are mixed
 * @param elsewhere the draws from other packages than these; none if no container is stated
 */
record OpenedTotals(
    Quotient labelled,
    Quotient unshared,
    boolean shared,
    boolean multiDose,
    @Nullable ContainerType kind,
    List<Draw> elsewhere) {
  static OpenedTotals of(List<Opened> opened, List<Draw> draws) {
    Quotient labelled = Quotient.ZERO;
    Quotient unshared = Quotient.ZERO;
    boolean shared = false;
    boolean multiDose = false;
    ContainerType kind = opened.isEmpty() ? null : opened.get(0).stated().type();
    for (Opened o : opened) {
      Container stated = o.stated();
      labelled = labelled.plus(o.content());
      unshared = stated.shared() ? unshared : unshared.plus(o.content());
      shared |= stated.shared();
      multiDose |= stated.type() == ContainerType.MULTI_DOSE;
      kind = stated.type() == kind ? kind : null;
    }
    return new OpenedTotals(labelled, unshared, shared, multiDose, kind, elsewhere(opened, draws));
  }

  private static List<Draw> elsewhere(List<Opened> opened, List<Draw> draws) {
    if (opened.isEmpty() || draws.size() < 2) {
      return List.of();
    }
    Set<Optional<Ndc>> packages = Opened.packages(opened);
    return draws.stream().filter(draw -> draw.isFromNoneOf(packages)).toList();
  }

  Quotient doseElsewhere() {
    return elsewhere.stream().map(Draw::dose).reduce(Quotient.ZERO, Quotient::plus);
  }

  Quotient discardedElsewhere() {
    return elsewhere.stream().map(Draw::discarded).reduce(Quotient.ZERO, Quotient::plus);
  }
}
