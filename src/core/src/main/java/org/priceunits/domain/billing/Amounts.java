package org.priceunits.domain.billing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.dose.Units;

/**
 * Counts amounts of one drug in the unit of its code's dosage: directly, or as a volume through its
 * strength.
 */
record Amounts(Units units, String unit, @Nullable Strength strength) {
  Optional<Quotient> of(Dose amount) {
    Optional<Quotient> direct = amount.in(unit, units);
    return direct.isPresent() || strength == null ? direct : strength.drugIn(amount, unit, units);
  }
}
