package org.priceunits.domain.billing.group;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.Ndc;

/**
 * What one member of a group states for itself; amounts are in the unit of the code's dosage.
 *
 * @param dose the amount that the patient received
 * @param opened its own containers; empty if it states none
 * @param discarded the amount that it states as discarded, and what is derived; zero if none is
 *     known
 * @param derived the part of the discarded amount that it does not state, but its containers show;
 *     zero while no other member states a discarded amount
 * @param label the container type that a source states for its drug; absent if none does
 */
public record Draw(
    Member member,
    Quotient dose,
    List<Opened> opened,
    Quotient discarded,
    Quotient derived,
    @Nullable ContainerLabel label) {
  Draw(
      Member member,
      Quotient dose,
      List<Opened> opened,
      Quotient discarded,
      @Nullable ContainerLabel label) {
    this(member, dose, opened, discarded, Quotient.ZERO, label);
  }

  Draw of(List<Opened> containers) {
    return new Draw(member, dose, containers, discarded, derived, label);
  }

  Draw deriving(Quotient left) {
    return new Draw(member, dose, opened, discarded.plus(left), derived.plus(left), label);
  }

  /** Returns true if the record states what was discarded, nothing included. */
  public boolean statesDiscarded() {
    return !member.administration().discarded().isEmpty();
  }

  /** Returns the content of its own containers. */
  public Quotient content() {
    return opened.stream().map(Opened::content).reduce(Quotient.ZERO, Quotient::plus);
  }

  /** Returns what is discarded of its own containers: no more than they held beyond its dose. */
  public Quotient discardedOfOwn() {
    return discarded.min(content().minus(dose).max(Quotient.ZERO));
  }

  /** Returns the one package that the record names; absent if it names none or several. */
  public @Nullable Ndc ndc() {
    List<Ndc> ndcs = member.administration().drug().ndcs();
    return ndcs.size() == 1 ? ndcs.get(0) : null;
  }

  /**
   * Returns true if the dose was not drawn from any of these packages, because the record names
   * another one and no container of it.
   *
   * @param packages of the opened containers; empty for those that name none
   */
  boolean isFromNoneOf(Set<Optional<Ndc>> packages) {
    Ndc own = ndc();
    return opened.isEmpty()
        && own != null
        && !packages.contains(Optional.<Ndc>empty())
        && !packages.contains(Optional.of(own));
  }
}
