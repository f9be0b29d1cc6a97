package org.priceunits.domain.product;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;

/**
 * A service that one billing unit of a code stands for, whatever amount of drug it took: "per
 * dose", "per treatment".
 *
 * @param kind what one unit is
 * @param over what one unit is more than: one code takes the smaller doses, another the larger;
 *     absent if the descriptor states no such bound
 * @param most the most that one unit stands for, as the descriptor states it ("per study dose, up
 *     to 8.1 millicuries"); absent if it states none in a unit of drug
 */
public record ServiceUnit(Kind kind, @Nullable Dose over, @Nullable Dose most) {
  public ServiceUnit(Kind kind, @Nullable Dose most) {
    this(kind, null, most);
  }

  /** What one unit is. */
  public enum Kind {
    /** One dose, instillation or implant: each administration is one. */
    DOSE("dose"),
    /** One treatment, which may be given in several parts on a day, such as the bags of one lot. */
    TREATMENT("treatment");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public static Optional<Kind> of(String code) {
      for (Kind kind : values()) {
        if (kind.code.equals(code)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }
}
