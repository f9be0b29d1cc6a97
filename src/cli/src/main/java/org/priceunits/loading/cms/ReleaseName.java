package org.priceunits.loading.cms;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The release that the name of a HCPCS file states: {@code HCPC2025_OCT_ANWEB.xlsx} is the fourth
 * quarter of 2025; a name with a year alone ({@code HCPC2016_CONTR_ANWEB.txt}, {@code
 * 11anweb_V3.txt}) is the release of that whole year. Releases are ordered by their first day. Of
 * two postings of one release the later one follows: a yearly release is older than that of its
 * first quarter, and a version number or a later date in the name follows the first posting.
 *
 * @param file the name without folders
 * @param quarter the quarter in which the release begins
 * @param yearly true if the name states no quarter
 */
public record ReleaseName(String file, Quarter quarter, boolean yearly)
    implements Comparable<ReleaseName> {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:hcpcs?(?<year>[0-9]{4})[_-]?(?<month>jan|apr|jul|oct)?.*|(?<short>[0-9]{2})anweb.*)");
  private static final Map<String, Integer> QUARTERS =
      Map.of("jan", 1, "apr", 2, "jul", 3, "oct", 4);
  private static final Pattern VERSION = Pattern.compile("_v(?<version>[0-9]{1,2})(?![0-9])");
  private static final Pattern POSTED =
      Pattern.compile("_(?<day>[0-9]{4})(?<year>[0-9]{4})(?![0-9])");
  private static final Comparator<ReleaseName> POSTING =
      Comparator.comparing(ReleaseName::quarter)
          .thenComparing(ReleaseName::lastDay, Comparator.reverseOrder())
          .thenComparing(ReleaseName::version)
          .thenComparing(ReleaseName::postedOn);

  /** Returns the release; empty if the name contains no year. */
  public static Optional<ReleaseName> of(String fileName) {
    String file = fileName.substring(fileName.lastIndexOf('/') + 1);
    Matcher name = NAME.matcher(file.toLowerCase(Locale.ROOT));
    if (!name.matches()) {
      return Optional.empty();
    }
    String year = name.group("year") == null ? "20" + name.group("short") : name.group("year");
    String month = name.group("month");
    int number = month == null ? 1 : QUARTERS.getOrDefault(month, 1);
    return Optional.of(
        new ReleaseName(file, new Quarter(Integer.parseInt(year), number), month == null));
  }

  /** Returns the version of the code system that the release gives: 2025-10. */
  public String codeSystemVersion() {
    return quarter.firstDay().toString().substring(0, "2025-10".length());
  }

  public LocalDate firstDay() {
    return quarter.firstDay();
  }

  /** Returns the last day for which the release is published. */
  public LocalDate lastDay() {
    return yearly ? firstDay().plusYears(1).minusDays(1) : quarter.lastDay();
  }

  /** Returns true if both are the release of one first day, whichever posting. */
  public boolean isSameReleaseAs(ReleaseName other) {
    return quarter.equals(other.quarter);
  }

  private int version() {
    Matcher version = VERSION.matcher(file.toLowerCase(Locale.ROOT));
    return version.find() ? Integer.parseInt(version.group("version")) : 1;
  }

  private String postedOn() {
    Matcher posted = POSTED.matcher(file);
    return posted.find() ? posted.group("year") + posted.group("day") : "";
  }

  @Override
  public int compareTo(ReleaseName other) {
    return POSTING.compare(this, other);
  }
}
