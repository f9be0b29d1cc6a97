package org.priceunits.domain.billing.discard;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.group.Member;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerType;

/** The container type of a group whose containers are not counted, because its units are whole. */
final class StatedKind {
  private StatedKind() {}

  /** Returns the type that all stated containers share; where none is stated, the product's. */
  static Optional<ContainerType> of(Group group) {
    Set<Optional<ContainerType>> kinds = new HashSet<>(1);
    for (Member member : group.members()) {
      for (Container container : member.administration().containers()) {
        kinds.add(Optional.ofNullable(container.type()).or(group::kind));
      }
    }
    if (kinds.isEmpty()) {
      return group.kind();
    }
    return kinds.size() == 1 ? kinds.iterator().next() : Optional.empty();
  }
}
