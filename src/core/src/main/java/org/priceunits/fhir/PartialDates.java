package org.priceunits.fhir;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates that FHIR lets be a year or a month: a period from 2025 begins on 1 January, and one
 * until 2025-03 lasts through 31 March (FHIR R4, Period). A time of day counts as its day as
 * written, without conversion of the time zone.
 */
public final class PartialDates {
  private static final int YEAR = "2025".length();
  private static final int MONTH = "2025-01".length();
  private static final int DAY = "2025-01-01".length();

  private PartialDates() {}

  /** Returns the first day of a date, dateTime or instant; empty for no text, or no date. */
  public static Optional<LocalDate> firstDay(@Nullable String text) {
    return month(text, 1).map(month -> month.atDay(1)).or(() -> day(text));
  }

  /** Returns the last day of a date, dateTime or instant; empty for no text, or no date. */
  public static Optional<LocalDate> lastDay(@Nullable String text) {
    return month(text, 12).map(YearMonth::atEndOfMonth).or(() -> day(text));
  }

  /**
   * @param ofYear the month that a year alone stands for
   */
  private static Optional<YearMonth> month(@Nullable String text, int ofYear) {
    try {
      if (text != null && text.length() == YEAR) {
        return Optional.of(Year.parse(text).atMonth(ofYear));
      }
      return text != null && text.length() == MONTH
          ? Optional.of(YearMonth.parse(text))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> day(@Nullable String text) {
    try {
      return text == null || text.length() < DAY
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text.substring(0, DAY)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
