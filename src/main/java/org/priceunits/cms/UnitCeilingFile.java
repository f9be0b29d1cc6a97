package org.priceunits.cms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of medically unlikely edits as csv: {@code hcpcs, mue_value, mai, rationale, service,
 * effective}. CPT rows are passed over in silence, they are not ours to keep; a row with an
 * unreadable value is rejected; a file without these headings is refused.
 */
public final class UnitCeilingFile {
  private static final List<String> REQUIRED =
      List.of("HCPCS", "MUE_VALUE", "MAI", "RATIONALE", "SERVICE", "EFFECTIVE");
  private static final Pattern CPT = Pattern.compile("[0-9]{4}[0-9A-Z]");
  private static final Pattern UNITS = Pattern.compile("[0-9]{1,7}");

  private UnitCeilingFile() {}

  public static Reading<UnitCeiling> read(byte[] file) {
    CsvText.Table table = CsvText.of(file).below("HCPCS"::equals);
    if (!table.columns().keySet().containsAll(REQUIRED)) {
      return new Reading.WrongFile<>(
          "This is no table of medically unlikely edits: it lacks one of the headings "
              + String.join(", ", REQUIRED)
              + ".");
    }
    List<UnitCeiling> ceilings = new ArrayList<>();
    List<RejectedLine> rejected = new ArrayList<>();
    for (CsvText.Row row : table.rows()) {
      String code = row.cell(0);
      if (row.isBlank() || CPT.matcher(code).matches()) {
        continue;
      }
      UnitCeiling ceiling = CodeForm.isHcpcs(code) ? ceiling(table, row) : null;
      if (ceiling == null) {
        rejected.add(
            new RejectedLine(
                row.line(), "Code, value, indicator or date of '" + code + "' cannot be read."));
      } else {
        ceilings.add(ceiling);
      }
    }
    return new Reading.Read<>(ceilings, rejected);
  }

  private static @Nullable UnitCeiling ceiling(CsvText.Table table, CsvText.Row row) {
    String units = table.cell(row, "MUE_VALUE");
    String adjudication = table.cell(row, "MAI");
    if (!UNITS.matcher(units).matches() || !adjudication.matches("[123]")) {
      return null;
    }
    try {
      return new UnitCeiling(
          row.line(),
          row.cell(0),
          Integer.parseInt(units),
          Integer.parseInt(adjudication),
          table.cell(row, "RATIONALE"),
          table.cell(row, "SERVICE"),
          LocalDate.parse(table.cell(row, "EFFECTIVE")));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
