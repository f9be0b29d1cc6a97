package org.priceunits.domain.billing.group;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.Ndc;

/**
 * Derives the discarded amount of members that state none, in a group of which others state theirs:
 * what one vial leaves says nothing of another. It is derived only where the record shows which
 * containers a silent member drew from.
 */
final class SilentWaste {
  private final List<Opened> opened;
  private final List<Draw> draws;

  private SilentWaste(List<Opened> opened, List<Draw> draws) {
    this.opened = opened;
    this.draws = draws;
  }

  /**
   * @param opened the containers of all members
   * @param draws at least one states a discarded amount
   * @return the draws, those of silent members with what their containers show
   */
  static List<Draw> of(List<Opened> opened, List<Draw> draws) {
    boolean shown =
        draws.stream().allMatch(draw -> draw.member().chosen().dose() == null)
            && opened.stream().noneMatch(container -> container.stated().shared());
    return shown && !opened.isEmpty() ? new SilentWaste(opened, draws).derived() : draws;
  }

  private List<Draw> derived() {
    Set<Optional<Ndc>> packages = Opened.packages(opened);
    List<Draw> drawn = draws.stream().filter(draw -> !draw.isFromNoneOf(packages)).toList();
    if (drawn.stream().noneMatch(Draw::statesDiscarded)) {
      return together(drawn);
    }
    return drawn.stream().allMatch(draw -> draw.content().compareTo(draw.dose()) >= 0)
        ? draws.stream().map(SilentWaste::own).toList()
        : draws;
  }

  /** All that drew from the containers are silent, so these show what was left, whoever drew it. */
  private List<Draw> together(List<Draw> drawn) {
    Quotient content = Quotient.ZERO;
    for (Opened container : opened) {
      content = content.plus(container.content());
    }
    Quotient dose = drawn.stream().map(Draw::dose).reduce(Quotient.ZERO, Quotient::plus);
    Quotient left = content.minus(dose).max(Quotient.ZERO);
    Draw first = drawn.stream().filter(draw -> !draw.opened().isEmpty()).findFirst().orElseThrow();
    return draws.stream().map(draw -> draw == first ? draw.deriving(left) : draw).toList();
  }

  private static Draw own(Draw draw) {
    return draw.statesDiscarded() || draw.opened().isEmpty()
        ? draw
        : draw.deriving(draw.content().minus(draw.dose()));
  }
}
