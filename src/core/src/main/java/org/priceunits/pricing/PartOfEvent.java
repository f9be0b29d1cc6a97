package org.priceunits.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Units;

/**
 * What one record, or the parts of an event together, say of it.
 *
 * @param dose the dose; absent if none is stated, or if those of the parts cannot be added
 * @param rounding by how much the dose may differ from what was given, in its unit: half of the
 *     last decimal of each part
 * @param dosed how many of the records state a dose
 * @param statesMore true if a record also states containers, discarded drug, or its line
 * @param first the first day of service
 * @param last the last day of service
 */
record PartOfEvent(
    @Nullable Dose dose,
    Quotient rounding,
    Dosed dosed,
    boolean statesMore,
    LocalDate first,
    LocalDate last) {
  /** How many of some records state a dose. */
  enum Dosed {
    NONE,
    SOME,
    ALL
  }

  /**
   * @param given as recorded
   * @param read the same as it was read
   * @param statedBeside true if the call says more of it than its record
   */
  static PartOfEvent of(GivenAdministration given, Administration read, boolean statedBeside) {
    boolean dosed =
        given.resource().getDosage().hasDose() || given.resource().getDosage().hasRate();
    boolean more =
        !read.containers().isEmpty()
            || !read.discarded().isEmpty()
            || read.distinct() != null
            || !read.modifiers().isEmpty();
    LocalDate day = read.day().date();
    return new PartOfEvent(
        dosed ? read.dose() : null,
        dosed ? rounding(read.dose()) : Quotient.ZERO,
        dosed ? Dosed.ALL : Dosed.NONE,
        more || statedBeside,
        day,
        day);
  }

  /** A dose without decimals is exact. */
  private static Quotient rounding(Dose dose) {
    return dose.value()
        .decimal()
        .filter(value -> value.scale() > 0)
        .map(value -> Quotient.of(BigDecimal.ONE.movePointLeft(value.scale())))
        .map(last -> last.over(BigDecimal.valueOf(2)))
        .orElse(Quotient.ZERO);
  }

  /** Adds up the parts of one event; there is at least one. */
  static PartOfEvent sum(List<PartOfEvent> parts, Units units) {
    PartOfEvent sum = parts.get(0);
    for (PartOfEvent part : parts.subList(1, parts.size())) {
      sum = sum.plus(part, units);
    }
    return sum;
  }

  private PartOfEvent plus(PartOfEvent other, Units units) {
    Dose one = dose;
    Dose two = other.dose;
    Dose both = one == null ? two : one;
    Quotient off = rounding.plus(other.rounding);
    if (one != null && two != null) {
      both =
          two.in(one.unit(), units)
              .map(amount -> new Dose(one.value().plus(amount), one.unit()))
              .orElse(null);
      off =
          new Dose(other.rounding, two.unit())
              .in(one.unit(), units)
              .map(rounding::plus)
              .orElse(Quotient.ZERO);
    }
    return new PartOfEvent(
        both,
        off,
        dosed == other.dosed ? dosed : Dosed.SOME,
        statesMore || other.statesMore,
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last);
  }

  /**
   * Returns true if both doses are in units that convert and differ: 0.2 g is 200 mg. Parts with
   * decimals, as 66.67 mg three times of 200 mg, differ only by more than their rounding.
   */
  boolean contradicts(PartOfEvent parts, Units units) {
    Dose one = dose;
    Dose two = parts.dose;
    if (one == null || two == null) {
      return false;
    }
    Quotient off = two.value().minus(one.in(two.unit(), units).orElse(two.value()));
    return off.max(Quotient.ZERO.minus(off)).compareTo(parts.rounding) > 0;
  }

  /** Returns true if both are of one and the same day. */
  boolean isOfTheDayOf(PartOfEvent other) {
    return first.equals(other.first) && last.equals(other.last);
  }

  /** Returns the dose as a person reads it. */
  String shown() {
    return dose == null ? "an unknown amount" : dose.shown();
  }
}
