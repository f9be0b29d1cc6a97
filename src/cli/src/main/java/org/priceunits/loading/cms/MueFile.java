package org.priceunits.loading.cms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of medically unlikely edits as csv. CMS's own table has a notice above the
 * headings, names its service in one of them ({@code Practitioner Services MUE Values}) and its
 * first day in the file's name ({@code MCR_MUE_PractitionerServices_Eff_07-01-2024.csv}). A plain
 * table has the headings {@code hcpcs, mue_value, mai, rationale}, and {@code service, effective}
 * where its name does not tell them ({@code mue_practitioner_2026-07-01.csv}). CPT rows are skipped
 * silently, because we may not store them; a row with an unreadable value is rejected, and so are
 * rows that disagree on one code. A file without these headings is refused, and so is one for DME
 * suppliers, for whom no claims are written here.
 */
public final class MueFile {
  private static final String PRACTITIONER = "practitioner";
  private static final String OUTPATIENT_HOSPITAL = "outpatient_hospital";
  private static final List<String> PLAIN = List.of("HCPCS", "MUE_VALUE", "MAI", "RATIONALE");
  private static final String SERVICE = "SERVICE";
  private static final String DAY = "EFFECTIVE";
  private static final String CODE = "HCPCS/CPT CODE";
  private static final String INDICATOR = "MUE ADJUDICATION INDICATOR";
  private static final String RATIONALE = "MUE RATIONALE";
  private static final Map<String, String> SERVICES =
      Map.of(
          "PRACTITIONER SERVICES MUE VALUES",
          PRACTITIONER,
          "OUTPATIENT HOSPITAL SERVICES MUE VALUES",
          OUTPATIENT_HOSPITAL);
  private static final Pattern EFFECTIVE =
      Pattern.compile("(?<month>[0-9]{2})-(?<day>[0-9]{2})-(?<year>[0-9]{4})");
  private static final Pattern ISO_DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern CPT = Pattern.compile("[0-9]{4}[0-9A-Z]");
  private static final Pattern UNITS = Pattern.compile("[0-9]{1,7}");

  /** In CMS's table, words follow the indicator. */
  private static final Pattern ADJUDICATION = Pattern.compile("(?<digit>[123])( .*)?");

  private final List<RejectedLine> rejected = new ArrayList<>();
  private final Map<String, MueRow> ceilings = new LinkedHashMap<>();
  private final Set<String> disputed = new HashSet<>();

  private MueFile() {}

  /** Reads the ceiling from a row of one layout. */
  private interface Layout {
    @Nullable MueRow ceiling(CsvText.Row row);
  }

  /**
   * @param name the file's name, which dates CMS's table
   */
  public static Reading<MueRow> read(String name, byte[] file) {
    CsvText csv = CsvText.of(file);
    if (csv.fault() != null) {
      return new Reading.WrongFile<>(csv.fault());
    }
    CsvText.Table plain = csv.below("HCPCS"::equals);
    if (plain.columns().keySet().containsAll(PLAIN)) {
      return plain(name, plain);
    }
    CsvText.Table table = csv.below(first -> first.replace("/ ", "/").equals(CODE));
    return table.columns().keySet().containsAll(List.of(INDICATOR, RATIONALE))
        ? ofCms(name, table)
        : new Reading.WrongFile<>(
            "This is no table of medically unlikely edits: no row has CMS's headings, nor those of a plain one ("
                + String.join(", ", PLAIN)
                + ", "
                + SERVICE
                + ", "
                + DAY
                + ").");
  }

  private static Reading<MueRow> ofCms(String name, CsvText.Table table) {
    Optional<String> values =
        table.columns().keySet().stream().filter(SERVICES::containsKey).findFirst();
    if (values.isEmpty()) {
      return new Reading.WrongFile<>(
          "This table of medically unlikely edits is neither that of practitioners nor that of outpatient hospitals.");
    }
    Optional<LocalDate> from = effective(name);
    if (from.isEmpty()) {
      return new Reading.WrongFile<>(
          "The name "
              + name
              + " does not say from which day the table holds; CMS's own name does (MCR_MUE_PractitionerServices_Eff_07-01-2024.csv).");
    }
    return new MueFile()
        .read(
            table,
            row ->
                ceiling(
                    row,
                    table.cell(row, values.get()),
                    table.cell(row, INDICATOR),
                    table.cell(row, RATIONALE),
                    SERVICES.getOrDefault(values.get(), ""),
                    from.get()));
  }

  private static Optional<LocalDate> effective(String name) {
    Matcher date = EFFECTIVE.matcher(name);
    return date.find()
        ? day(date.group("year") + "-" + date.group("month") + "-" + date.group("day"))
        : Optional.empty();
  }

  private Reading<MueRow> read(CsvText.Table table, Layout layout) {
    for (CsvText.Row row : table.rows(rejected)) {
      String code = row.cell(0);
      if (CPT.matcher(code).matches()) {
        continue;
      }
      MueRow ceiling = CodeForm.isHcpcs(code) ? layout.ceiling(row) : null;
      if (ceiling == null) {
        rejected.add(
            new RejectedLine(
                row.line(),
                "Code, value, indicator, service or date of '" + code + "' cannot be read."));
      } else {
        add(ceiling);
      }
    }
    ceilings.keySet().removeAll(disputed);
    return new Reading.Read<>(List.copyOf(ceilings.values()), rejected);
  }

  private void add(MueRow ceiling) {
    String key = ceiling.code() + " " + ceiling.service() + " " + ceiling.from();
    MueRow first = ceilings.putIfAbsent(key, ceiling);
    if (first != null
        && (first.units() != ceiling.units() || first.adjudication() != ceiling.adjudication())) {
      disputed.add(key);
      rejected.add(
          new RejectedLine(
              ceiling.line(),
              "%s has another ceiling in line %d; none is taken."
                  .formatted(ceiling.code(), first.line())));
    }
  }

  private static Reading<MueRow> plain(String name, CsvText.Table table) {
    if (table.columns().keySet().containsAll(List.of(SERVICE, DAY))) {
      return new MueFile()
          .read(
              table, row -> plain(table, row, table.cell(row, SERVICE), day(table.cell(row, DAY))));
    }
    String service =
        SERVICES.values().stream()
            .filter(name.toLowerCase(Locale.ROOT).replace(' ', '_')::contains)
            .findFirst()
            .orElse("");
    Optional<LocalDate> from =
        ISO_DAY.matcher(name).results().map(MatchResult::group).findFirst().flatMap(MueFile::day);
    return service.isEmpty() || from.isEmpty()
        ? new Reading.WrongFile<>(
            "Neither the columns SERVICE and EFFECTIVE nor the name %s say for which service and from which day the table holds; name it as mue_practitioner_2026-07-01.csv."
                .formatted(name))
        : new MueFile().read(table, row -> plain(table, row, service, from));
  }

  private static @Nullable MueRow plain(
      CsvText.Table table, CsvText.Row row, String service, Optional<LocalDate> effective) {
    return SERVICES.containsValue(service)
        ? effective
            .map(
                from ->
                    ceiling(
                        row,
                        table.cell(row, "MUE_VALUE"),
                        table.cell(row, "MAI"),
                        table.cell(row, "RATIONALE"),
                        service,
                        from))
            .orElse(null)
        : null;
  }

  private static @Nullable MueRow ceiling(
      CsvText.Row row,
      String units,
      String indicator,
      String rationale,
      String service,
      LocalDate from) {
    Matcher adjudication = ADJUDICATION.matcher(indicator);
    return UNITS.matcher(units).matches() && adjudication.matches()
        ? new MueRow(
            row.line(),
            row.cell(0),
            Integer.parseInt(units),
            Integer.parseInt(adjudication.group("digit")),
            rationale,
            service,
            from)
        : null;
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
