package org.priceunits.domain.billing;

import java.util.Optional;
import org.priceunits.domain.product.Modifier;

/**
 * The modifiers that say a service was distinct from another of the same day: 59 and the more exact
 * X{EPSU}.
 */
public enum Distinct {
  SERVICE("59"),
  ENCOUNTER("XE"),
  PRACTITIONER("XP"),
  STRUCTURE("XS"),
  UNUSUAL("XU");

  private final Modifier modifier;

  Distinct(String modifier) {
    this.modifier = new Modifier(modifier);
  }

  public Modifier modifier() {
    return modifier;
  }

  /** The one with that modifier; empty for any other text. */
  public static Optional<Distinct> of(String modifier) {
    for (Distinct distinct : values()) {
      if (distinct.modifier.value().equals(modifier)) {
        return Optional.of(distinct);
      }
    }
    return Optional.empty();
  }
}
