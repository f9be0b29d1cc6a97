package org.priceunits.domain.billing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.DrugProduct;

/**
 * Converts amounts of one drug to the unit of its code's dosage, either directly or from a volume
 * through the drug's strength.
 */
record Amounts(Units units, String unit, @Nullable Strength strength) {
  /** The symbol for units of activity that a chart leaves unnamed. */
  private static final String UNNAMED = "[U]";

  /** The activity units that HCPCS names: units, international units, USP units. */
  private static final Set<String> ACTIVITY = Set.of(UNNAMED, "[iU]", "[USP'U]");

  /** A strength in units alone is in the code's own units of activity. */
  Amounts {
    if (strength != null) {
      strength =
          new Strength(
              strength.amount(),
              named(strength.amountUnit(), unit),
              strength.volume(),
              strength.volumeUnit());
    }
  }

  /**
   * Returns the amount in the unit of the dosage; empty if it does not convert. Units alone are
   * those that the code counts: the chart of a drug counted in USP units says 10,000 units.
   */
  Optional<Quotient> of(Dose amount) {
    Dose own = new Dose(amount.value(), named(amount.unit(), unit));
    Optional<Quotient> direct = own.in(unit, units);
    return direct.isPresent() || strength == null ? direct : strength.drugIn(own, unit, units);
  }

  /** Returns the strength that all packages have; absent if there is none, or they disagree. */
  static @Nullable Strength strengthOf(List<DrugProduct> products, Units units) {
    if (products.isEmpty()) {
      return null;
    }
    Strength first = products.get(0).strength();
    for (DrugProduct product : products) {
      if (first == null || product.strength() == null || !first.isAs(product.strength(), units)) {
        return null;
      }
    }
    return first;
  }

  private static String named(String stated, String unit) {
    return UNNAMED.equals(stated) && ACTIVITY.contains(unit) ? unit : stated;
  }
}
