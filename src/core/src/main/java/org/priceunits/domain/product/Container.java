package org.priceunits.domain.product;

import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;

/**
 * Containers of one size that a dose was drawn from, as the caller states them.
 *
 * @param size labelled content of one
 * @param count how many were opened, at least 1
 * @param type as labelled; absent where nobody says
 * @param shared true where another patient got some of it (R14)
 * @param ndc the package, where stated
 */
public record Container(
    Dose size, int count, @Nullable ContainerType type, boolean shared, @Nullable Ndc ndc) {
  public Container {
    if (count < 1 || size.value().signum() <= 0) {
      throw new IllegalArgumentException("At least one container with a positive content");
    }
  }

  /** The same containers with the kind that the catalog knows, where the caller gave none. */
  public Container withType(@Nullable ContainerType known) {
    return type == null && known != null ? new Container(size, count, known, shared, ndc) : this;
  }
}
