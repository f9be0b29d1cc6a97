package org.priceunits.domain.product;

import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;

/**
 * Containers of one size that a dose was drawn from, as the caller states them.
 *
 * @param size labelled content of one container
 * @param count number of containers opened, at least 1
 * @param type container type as labelled; absent if unknown
 * @param shared true if another patient received some of the content (R14)
 * @param ndc the package, if stated
 */
public record Container(
    Dose size, int count, @Nullable ContainerType type, boolean shared, @Nullable Ndc ndc) {
  public Container {
    if (count < 1 || size.value().signum() <= 0) {
      throw new IllegalArgumentException("At least one container with a positive content");
    }
  }

  /** Returns these containers with the type known to the catalog, if the caller stated none. */
  public Container withType(@Nullable ContainerType known) {
    return type == null && known != null ? new Container(size, count, known, shared, ndc) : this;
  }
}
