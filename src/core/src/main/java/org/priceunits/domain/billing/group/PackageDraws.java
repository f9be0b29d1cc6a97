package org.priceunits.domain.billing.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.Ndc;

/**
 * Says how much of a group's dose and waste belongs to each package. What a member states for
 * itself is that member's: its dose comes from its own containers and its waste stands on their
 * package. The rest, which no record assigns, is shared out by the content that is left.
 */
public final class PackageDraws {
  private final Map<Optional<Ndc>, Part> parts = new LinkedHashMap<>();
  private final Group group;

  private PackageDraws(Group group) {
    this.group = group;
  }

  /** A package, with what was drawn from it. All amounts are in the unit of the dosage. */
  public static final class Part {
    private final @Nullable Ndc ndc;
    private final List<Opened> opened = new ArrayList<>(1);
    private Quotient content = Quotient.ZERO;
    private Quotient dose = Quotient.ZERO;
    private Quotient waste = Quotient.ZERO;

    private Part(@Nullable Ndc ndc) {
      this.ndc = ndc;
    }

    public @Nullable Ndc ndc() {
      return ndc;
    }

    public List<Opened> opened() {
      return opened;
    }

    /** Returns the labelled content of its containers; zero if none is stated. */
    public Quotient content() {
      return content;
    }

    public Quotient dose() {
      return dose;
    }

    /** Returns the waste that is stated of it, or else what its containers had left. */
    public Quotient waste(boolean stated) {
      return stated ? waste : left();
    }

    private Quotient left() {
      Quotient left = content.minus(dose).minus(waste);
      return left.signum() > 0 ? left : Quotient.ZERO;
    }

    private void open(Opened container) {
      opened.add(container);
      content = content.plus(container.content());
    }
  }

  /** Returns the packages in the order in which the group names them. */
  public static List<Part> of(Group group) {
    PackageDraws draws = new PackageDraws(group);
    draws.open();
    draws.draw();
    return List.copyOf(draws.parts.values());
  }

  private Part part(@Nullable Ndc ndc) {
    return parts.computeIfAbsent(Optional.ofNullable(ndc), any -> new Part(ndc));
  }

  private void open() {
    Set<Optional<Ndc>> packages = Opened.packages(group.opened());
    for (Draw draw : group.draws()) {
      draw.opened().forEach(o -> part(o.ndc()).open(o));
      if (packages.isEmpty() || draw.isFromNoneOf(packages)) {
        part(draw.ndc());
      }
    }
  }

  private void draw() {
    Quotient dose = Quotient.ZERO;
    Quotient waste = Quotient.ZERO;
    for (Draw draw : group.draws()) {
      if (draw.opened().isEmpty()) {
        Part named = parts.get(Optional.ofNullable(draw.ndc()));
        if (named != null && (draw.ndc() != null || group.opened().isEmpty())) {
          named.dose = named.dose.plus(draw.dose());
          named.waste = named.waste.plus(draw.discarded());
        } else {
          dose = dose.plus(draw.dose());
          waste = waste.plus(draw.discarded());
        }
      } else {
        dose = dose.plus(ofOwn(draw));
        waste = waste.plus(wasteOfOwn(draw));
      }
    }
    // A package without a container has no content, so it gets no share.
    List<Part> all = List.copyOf(parts.values());
    share(dose, all, all.stream().map(Part::left).toList(), Amount.DOSE);
    share(waste, all, all.stream().map(Part::left).toList(), Amount.WASTE);
  }

  private enum Amount {
    DOSE,
    WASTE
  }

  /** Draws a member's dose from its own containers, by content; returns what they cannot hold. */
  private Quotient ofOwn(Draw draw) {
    Quotient dose = draw.dose().min(draw.content());
    share(dose, ownParts(draw), ownContents(draw), Amount.DOSE);
    return draw.dose().minus(dose);
  }

  /** Puts a member's stated waste on its own packages; returns what they cannot hold. */
  private Quotient wasteOfOwn(Draw draw) {
    Quotient left = draw.content().minus(draw.dose().min(draw.content()));
    Quotient waste = draw.discarded().min(left);
    share(waste, ownParts(draw), ownContents(draw), Amount.WASTE);
    return draw.discarded().minus(waste);
  }

  private List<Part> ownParts(Draw draw) {
    return draw.opened().stream().map(o -> part(o.ndc())).toList();
  }

  private static List<Quotient> ownContents(Draw draw) {
    return draw.opened().stream().map(Opened::content).toList();
  }

  /** Shares an amount among packages in proportion to the weights, or to the content. */
  private static void share(
      Quotient amount, List<Part> among, List<Quotient> weights, Amount kind) {
    if (amount.signum() == 0) {
      return;
    }
    List<Quotient> by =
        sum(weights).signum() > 0 ? weights : among.stream().map(Part::content).toList();
    Quotient total = sum(by);
    for (int i = 0; i < among.size(); i++) {
      Part part = among.get(i);
      Quotient share = amount.times(by.get(i)).over(total);
      if (kind == Amount.DOSE) {
        part.dose = part.dose.plus(share);
      } else {
        part.waste = part.waste.plus(share);
      }
    }
  }

  private static Quotient sum(List<Quotient> amounts) {
    return amounts.stream().reduce(Quotient.ZERO, Quotient::plus);
  }
}
