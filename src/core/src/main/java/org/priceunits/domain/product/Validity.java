package org.priceunits.domain.product;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days on which something held, both ends included; an absent end is open. What ends before it
 * starts, as a mistyped period does, held on no day.
 *
 * @param from first day, or open
 * @param to last day, or open
 */
public record Validity(@Nullable LocalDate from, @Nullable LocalDate to) {
  public static final Validity ALWAYS = new Validity(null, null);

  public boolean on(LocalDate day) {
    return !startsAfter(day) && !endedBefore(day);
  }

  /** True where that day is before the first one. */
  public boolean startsAfter(LocalDate day) {
    return from != null && day.isBefore(from);
  }

  /** True where that day is after the last one. */
  public boolean endedBefore(LocalDate day) {
    return to != null && day.isAfter(to);
  }
}
