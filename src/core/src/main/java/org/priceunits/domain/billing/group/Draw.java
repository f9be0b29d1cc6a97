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
 * @param discarded the amount that it states as discarded; zero if it states none
 * @param label the container type that a source states for its drug; absent if none does
 */
public record Draw(
    Member member,
    Quotient dose,
    List<Opened> opened,
    Quotient discarded,
    @Nullable ContainerLabel label) {
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
