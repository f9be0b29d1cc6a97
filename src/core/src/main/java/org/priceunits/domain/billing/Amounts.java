package org.priceunits.domain.billing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.dose.Units;

/**
 * Converts amounts of one drug to the unit of its code's dosage, either directly or from a volume
 * through the drug's strength.
 */
record Amounts(Units units, String unit, @Nullable Strength strength) {
  Optional<Quotient> of(Dose amount) {
    Optional<Quotient> direct = amount.in(unit, units);
    return direct.isPresent() || strength == null ? direct : strength.drugIn(amount, unit, units);
  }
}
