package org.priceunits.loading.cms;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the quarter from the name of a HCPCS file: {@code HCPC2025_OCT_ANWEB.xlsx} is the fourth of
 * 2025, a name with a year alone ({@code HCPC2016_CONTR_ANWEB.txt}) the first of that year.
 */
public final class ReleaseName {
  private static final Pattern NAME =
      Pattern.compile("(?:hcpc|hcpcs)(\\d{4})[_-]?(jan|apr|jul|oct)?.*");
  private static final Map<String, Integer> QUARTERS =
      Map.of("jan", 1, "apr", 2, "jul", 3, "oct", 4);

  private ReleaseName() {}

  /** Returns the quarter; empty if the name contains no year. */
  public static Optional<Quarter> quarter(String fileName) {
    Matcher name = NAME.matcher(fileName.toLowerCase(Locale.ROOT));
    if (!name.matches()) {
      return Optional.empty();
    }
    int number = name.group(2) == null ? 1 : QUARTERS.getOrDefault(name.group(2), 1);
    return Optional.of(new Quarter(Integer.parseInt(name.group(1)), number));
  }
}
