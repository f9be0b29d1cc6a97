package org.priceunits.loading.fda;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.cms.RejectedLine;
import org.priceunits.loading.cms.TabTable;

/**
 * Reads presentations of the FDA's Purple Book from a tab-separated table with its column names. A
 * row whose strength is not one amount (combinations, cells, virus titres) is passed over.
 */
public final class PurpleBookFile {
  private static final List<String> REQUIRED =
      List.of("PROPRIETARY NAME", "STRENGTH", "DOSAGE FORM", "PRODUCT PRESENTATION");
  private static final Pattern STRENGTH =
      Pattern.compile(
          "([0-9][0-9,]*\\.?[0-9]*)\\s*(MG|G|MCG|UG|UNITS|UNIT|INTERNATIONAL UNITS|IU)(?:/([0-9.]*)\\s*ML)?\\s*(?:\\([^()]*\\))?");
  private static final Map<String, String> UNITS =
      Map.of(
          "MG",
          "mg",
          "G",
          "g",
          "MCG",
          "ug",
          "UG",
          "ug",
          "UNITS",
          "[U]",
          "UNIT",
          "[U]",
          "INTERNATIONAL UNITS",
          "[iU]",
          "IU",
          "[iU]");

  private PurpleBookFile() {}

  public static Reading<LicensedPresentation> read(byte[] file) {
    TabTable table = TabTable.of(file);
    List<String> missing = table.missing(REQUIRED);
    if (!missing.isEmpty()) {
      return new Reading.WrongFile<>(
          "This is no table of the Purple Book with tabs between its cells: it has no column "
              + String.join(", ", missing)
              + ".");
    }
    List<LicensedPresentation> read = new ArrayList<>();
    List<RejectedLine> none = new ArrayList<>();
    for (TabTable.Row row : table.rows()) {
      LicensedPresentation presentation = presentation(row);
      if (presentation != null) {
        read.add(presentation);
      }
    }
    return new Reading.Read<>(read, none);
  }

  private static @Nullable LicensedPresentation presentation(TabTable.Row row) {
    Matcher strength = STRENGTH.matcher(row.cell("STRENGTH").toUpperCase(Locale.ROOT).strip());
    if (row.cell("PROPRIETARY NAME").isEmpty() || !strength.matches()) {
      return null;
    }
    String volume = strength.group(3);
    return new LicensedPresentation(
        row.line(),
        row.cell("PROPRIETARY NAME"),
        new BigDecimal(strength.group(1).replace(",", "")),
        UNITS.getOrDefault(strength.group(2), ""),
        volume == null ? null : volume.isEmpty() ? BigDecimal.ONE : new BigDecimal(volume),
        row.cell("DOSAGE FORM"),
        row.cell("PRODUCT PRESENTATION"));
  }
}
