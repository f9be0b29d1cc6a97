package org.priceunits.loading.cms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The period in which a file is in force, as stated in its title: "Effective July 1, 2025 through
 * September 30, 2025".
 */
record EffectivePeriod(LocalDate from, LocalDate to) {
  private static final Pattern TITLE =
      Pattern.compile(
          "Effective (\\w+ \\d{1,2}, \\d{4}) through (\\w+ \\d{1,2}, \\d{4})",
          Pattern.CASE_INSENSITIVE);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.US);

  /** Returns the period of the first row that states one. */
  static Optional<EffectivePeriod> in(List<CsvText.Row> rows) {
    for (CsvText.Row row : rows) {
      Matcher title = TITLE.matcher(row.cell(0));
      if (title.find()) {
        return of(title.group(1), title.group(2));
      }
    }
    return Optional.empty();
  }

  private static Optional<EffectivePeriod> of(String from, String to) {
    try {
      return Optional.of(new EffectivePeriod(LocalDate.parse(from, DAY), LocalDate.parse(to, DAY)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
