package org.priceunits.loading.cms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads CMS's two tables of drugs not otherwise classified (section 508 version): their payment
 * limits, with a dollar sign, and their packages. Title rows come first; the header's first cell
 * says Drug Generic Name, followed by (Trade Name) in the limits. The headings are those that
 * public loaders of these files read, of which three were compared on 2026-11-29; CMS's own files
 * were not at hand.
 */
public final class NocFile {
  private static final Pattern DRUG = Pattern.compile("DRUG GENERIC NAME( \\(TRADE NAME\\))?");
  private static final String DOSAGE = "DOSAGE";
  private static final String LIMIT = "PAYMENT LIMIT";
  private static final String NDC = "NDC OR ALTERNATE ID";
  private static final Pattern PRICE = Pattern.compile("\\$?[0-9,]*\\.?[0-9]+");

  private NocFile() {}

  /** Reads the payment limits. */
  public static Reading<NocLimit> limits(byte[] file) {
    CsvText csv = CsvText.of(file);
    CsvText.Table table = csv.below(first -> DRUG.matcher(first).matches());
    Optional<EffectivePeriod> period = EffectivePeriod.in(csv.rows());
    Optional<String> fault = fault(csv, table, List.of(DOSAGE, LIMIT), period);
    if (fault.isPresent()) {
      return new Reading.WrongFile<>(fault.get());
    }
    List<NocLimit> limits = new ArrayList<>();
    List<RejectedLine> rejected = new ArrayList<>();
    for (CsvText.Row row : table.rows(rejected)) {
      String price = table.cell(row, LIMIT);
      if (row.cell(0).isEmpty() || !PRICE.matcher(price).matches()) {
        rejected.add(
            new RejectedLine(
                row.line(), "No limit is published for '" + row.cell(0) + "': '" + price + "'."));
        continue;
      }
      limits.add(
          new NocLimit(
              row.line(),
              row.cell(0),
              table.cell(row, DOSAGE),
              new BigDecimal(price.replaceAll("[$,]", "")),
              period.orElseThrow().from(),
              period.orElseThrow().to()));
    }
    return new Reading.Read<>(limits, rejected);
  }

  /** Reads the packages. */
  public static Reading<NocPackage> packages(byte[] file) {
    CsvText csv = CsvText.of(file);
    CsvText.Table table = csv.below(first -> DRUG.matcher(first).matches());
    Optional<EffectivePeriod> period = EffectivePeriod.in(csv.rows());
    Optional<String> fault = fault(csv, table, List.of(DOSAGE, NDC), period);
    if (fault.isPresent()) {
      return new Reading.WrongFile<>(fault.get());
    }
    List<RejectedLine> rejected = new ArrayList<>();
    List<NocPackage> packages =
        table.rows(rejected).stream()
            .filter(row -> !row.cell(0).isEmpty())
            .map(
                row ->
                    new NocPackage(
                        row.line(),
                        row.cell(0),
                        table.cell(row, NDC),
                        table.cell(row, DOSAGE),
                        period.orElseThrow().from()))
            .toList();
    return new Reading.Read<>(packages, rejected);
  }

  private static Optional<String> fault(
      CsvText csv, CsvText.Table table, List<String> columns, Optional<EffectivePeriod> period) {
    if (csv.fault() != null) {
      return Optional.of(csv.fault());
    }
    if (!table.columns().keySet().containsAll(columns)) {
      return Optional.of(
          "This is no table of drugs not otherwise classified: no row has the headings Drug Generic"
              + " Name, "
              + String.join(", ", columns)
              + ".");
    }
    return period.isEmpty()
        ? Optional.of(
            "The title of this table of drugs not otherwise classified does not say for which days"
                + " it is effective.")
        : Optional.empty();
  }
}
