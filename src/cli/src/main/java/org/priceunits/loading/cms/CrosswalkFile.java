package org.priceunits.loading.cms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads CMS's quarterly ASP NDC-HCPCS crosswalk (section 508 version): title rows, then a header
 * whose first cell names a year ({@code _2025_CODE}; it may be last year's) or says {@code HCPCS
 * Level II Code}, one row for each pair, and hundreds of empty columns. The NDC's column is named
 * NDC2 until July 2026, NDC since. A row without a HCPCS code or with an unreadable number is
 * rejected; a file without the header or without the period in its title is refused.
 */
public final class CrosswalkFile {
  private static final Pattern CODE =
      Pattern.compile("_[0-9]{4}_CODE|HCPCS( LEVEL II)? CODE( DEFER TO DCDRG)?");
  private static final List<String> NDC = List.of("NDC2", "NDC");
  private static final List<String> REQUIRED =
      List.of("DRUG NAME", "HCPCS DOSAGE", "PKG SIZE", "PKG QTY", "BILLUNITS");

  private CrosswalkFile() {}

  public static Reading<PackageRow> read(byte[] file) {
    CsvText csv = CsvText.of(file);
    if (csv.fault() != null) {
      return new Reading.WrongFile<>(csv.fault());
    }
    CsvText.Table table = csv.below(first -> CODE.matcher(first).matches());
    if (!table.columns().keySet().containsAll(REQUIRED)
        || NDC.stream().noneMatch(table.columns()::containsKey)) {
      return new Reading.WrongFile<>(
          "This is no NDC-HCPCS crosswalk: no row has the headings _YYYY_CODE, NDC or NDC2, "
              + String.join(", ", REQUIRED)
              + ".");
    }
    if (table.titles().stream().noneMatch(CrosswalkFile::isTitle)) {
      return new Reading.WrongFile<>(
          "The title of this crosswalk does not say that it is the ASP one. CMS's zip holds others too (AWP, OPPS, PrEP), which are not complete and are not loaded.");
    }
    Optional<EffectivePeriod> period = EffectivePeriod.in(csv.rows());
    if (period.isEmpty()) {
      return new Reading.WrongFile<>(
          "The title of this crosswalk does not say for which days it is effective.");
    }
    List<PackageRow> packages = new ArrayList<>();
    List<RejectedLine> rejected = new ArrayList<>();
    for (CsvText.Row row : table.rows(rejected)) {
      PackageRow drug = packageRow(table, row, period.get(), rejected);
      if (drug != null) {
        packages.add(drug);
      }
    }
    return new Reading.Read<>(packages, rejected);
  }

  private static boolean isTitle(CsvText.Row row) {
    return row.cell(0).toUpperCase(Locale.ROOT).contains("ASP NDC");
  }

  private static @Nullable PackageRow packageRow(
      CsvText.Table table, CsvText.Row row, EffectivePeriod period, List<RejectedLine> rejected) {
    String code = row.cell(0);
    if (!CodeForm.isHcpcs(code)) {
      rejected.add(new RejectedLine(row.line(), "'" + code + "' is not a HCPCS Level II code."));
      return null;
    }
    Optional<BigDecimal> size = Numbers.decimal(table.cell(row, "PKG SIZE"));
    Optional<BigDecimal> items = Numbers.decimal(table.cell(row, "PKG QTY"));
    Optional<BigDecimal> units = Numbers.decimal(table.cell(row, "BILLUNITS"));
    if (size.isEmpty() || items.isEmpty() || units.isEmpty()) {
      rejected.add(
          new RejectedLine(
              row.line(),
              "Package size, quantity or billing units of "
                  + ndc(table, row)
                  + " cannot be read."));
      return null;
    }
    return new PackageRow(
        row.line(),
        code,
        ndc(table, row),
        table.cell(row, "DRUG NAME"),
        table.cell(row, "LABELER NAME"),
        table.cell(row, "HCPCS DOSAGE"),
        size.get(),
        items.get(),
        units.get(),
        period.from(),
        period.to());
  }

  private static String ndc(CsvText.Table table, CsvText.Row row) {
    return NDC.stream()
        .map(name -> table.cell(row, name))
        .filter(cell -> !cell.isEmpty())
        .findFirst()
        .orElse("");
  }
}
