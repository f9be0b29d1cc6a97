package org.priceunits.domain.product;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A period in days, both ends included; an absent end is open. A period that ends before it starts,
 * such as a mistyped one, contains no day.
 *
 * @param from first day, or open
 * @param to last day, or open
 */
public record Validity(@Nullable LocalDate from, @Nullable LocalDate to) {
  public static final Validity ALWAYS = new Validity(null, null);

  public boolean on(LocalDate day) {
    return !startsAfter(day) && !endedBefore(day);
  }

  /** Returns true if the day is before the first one. */
  public boolean startsAfter(LocalDate day) {
    return from != null && day.isBefore(from);
  }

  /** Returns true if the day is after the last one. */
  public boolean endedBefore(LocalDate day) {
    return to != null && day.isAfter(to);
  }
}
