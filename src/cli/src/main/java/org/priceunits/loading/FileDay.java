package org.priceunits.loading;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the day of a publication in the name of its file: {@code product-2025-07-11.txt}. */
final class FileDay {
  private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{2})(?:-(\\d{2}))?");

  private FileDay() {}

  /** Returns the day; the first of a month that is named without a day. */
  static Optional<LocalDate> of(Path file) {
    return of(String.valueOf(file.getFileName()));
  }

  static Optional<LocalDate> of(String name) {
    Matcher day = DAY.matcher(name);
    if (!day.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(day.group(1)),
              Integer.parseInt(day.group(2)),
              day.group(3) == null ? 1 : Integer.parseInt(day.group(3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
