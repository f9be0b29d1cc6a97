package org.priceunits.domain.billing.request;

import java.util.Optional;
import org.priceunits.domain.product.Modifier;

/**
 * The modifiers that mark a service as distinct from another on the same day: 59 and the more
 * specific X{EPSU}.
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

  /** Returns the modifier that the line carries. */
  public Modifier modifier() {
    return modifier;
  }

  /** Returns the constant for a modifier; empty for any other text. */
  public static Optional<Distinct> of(String modifier) {
    for (Distinct distinct : values()) {
      if (distinct.modifier.value().equals(modifier)) {
        return Optional.of(distinct);
      }
    }
    return Optional.empty();
  }
}
