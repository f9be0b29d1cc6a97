package org.priceunits.domain.billing.code;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.UnitEquivalent;

/**
 * Converts amounts of one drug to the unit of its code's dosage: directly, from a volume through
 * the drug's strength, or by what else is one billing unit of the code.
 *
 * @param equivalents the amounts in other units that are one billing unit
 * @param one the amount in the unit that is one billing unit
 */
public record Amounts(
    Units units,
    String unit,
    @Nullable Strength strength,
    List<UnitEquivalent> equivalents,
    BigDecimal one) {
  /** The symbol for units of activity that a chart leaves unnamed. */
  private static final String UNNAMED = "[U]";

  /** The activity units that HCPCS names: units, international units, USP units. */
  private static final Set<String> ACTIVITY = Set.of(UNNAMED, "[iU]", "[USP'U]");

  /** A strength in units alone is in the code's own units of activity. */
  public Amounts {
    equivalents = List.copyOf(equivalents);
    strength = strength == null ? null : named(strength, unit);
  }

  public Amounts(Units units, String unit, @Nullable Strength strength) {
    this(units, unit, strength, List.of(), BigDecimal.ONE);
  }

  /** Returns the same conversion with another strength. */
  public Amounts with(@Nullable Strength other) {
    return new Amounts(units, unit, other, equivalents, one);
  }

  /** Returns the conversion to another unit, for a code that has none of its own. */
  public Amounts to(String other) {
    return new Amounts(units, other, strength, equivalents, one);
  }

  /**
   * Returns the conversion of what was in the packages that the drug came from: the strength of a
   * bag that it was mixed in is not theirs.
   */
  public Amounts ofPackages(Drug drug) {
    return drug.ofMixture() ? with(null) : this;
  }

  /**
   * Returns the amount in the unit of the dosage; empty if it does not convert. Units alone are
   * those that the code counts: the chart of a drug counted in USP units says 10,000 units.
   */
  public Optional<Quotient> of(Dose amount) {
    Optional<Quotient> own = in(amount, unit);
    return own.isPresent()
        ? own
        : equivalentOf(amount)
            .flatMap(
                by ->
                    in(amount, by.amount().unit())
                        .map(other -> other.times(one).over(by.amount().value())));
  }

  /** Returns what an amount is converted by; empty if it needs nothing, or does not convert. */
  Optional<UnitEquivalent> equivalentOf(Dose amount) {
    return equivalents.isEmpty() || in(amount, unit).isPresent()
        ? Optional.empty()
        : equivalents.stream().filter(by -> in(amount, by.amount().unit()).isPresent()).findFirst();
  }

  private Optional<Quotient> in(Dose amount, String target) {
    Dose own = new Dose(amount.value(), named(amount.unit(), target));
    Optional<Quotient> direct = own.in(target, units);
    return direct.isPresent() || strength == null
        ? direct
        : named(strength, target).drugIn(own, target, units);
  }

  /** Returns the strength that all packages have; absent if there is none, or they disagree. */
  public static @Nullable Strength strengthOf(List<DrugProduct> products, Units units) {
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

  private static Strength named(Strength stated, String unit) {
    return new Strength(
        stated.amount(), named(stated.amountUnit(), unit), stated.volume(), stated.volumeUnit());
  }

  private static String named(String stated, String unit) {
    return UNNAMED.equals(stated) && ACTIVITY.contains(unit) ? unit : stated;
  }
}
