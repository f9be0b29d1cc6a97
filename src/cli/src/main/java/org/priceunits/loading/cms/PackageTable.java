package org.priceunits.loading.cms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tab-separated table made of several quarters of the crosswalk: one row for each pair of
 * NDC and code, with the first and the last quarter that name it. A row with an unreadable number
 * or quarter is rejected.
 */
public final class PackageTable {
  private static final List<String> REQUIRED =
      List.of(
          "HCPCS",
          "NDC11_542",
          "DRUG_NAME",
          "PKG_SIZE_ML_OR_EACH",
          "PKG_QTY",
          "BILLUNITS_PER_ITEM",
          "FIRST_QUARTER",
          "LAST_QUARTER");

  private PackageTable() {}

  public static Reading<PackageRow> read(byte[] file) {
    TabTable table = TabTable.of(file);
    List<String> missing = table.missing(REQUIRED);
    if (!missing.isEmpty()) {
      return new Reading.WrongFile<>(
          "This is no table of packages: it has no column " + String.join(", ", missing) + ".");
    }
    List<PackageRow> packages = new ArrayList<>();
    List<RejectedLine> rejected = new ArrayList<>();
    for (TabTable.Row row : table.rows()) {
      PackageRow drug = packageRow(row);
      if (drug == null) {
        rejected.add(
            new RejectedLine(
                row.line(),
                "Size, quantity, billing units or quarter of "
                    + row.cell("NDC11_542")
                    + " cannot be read."));
      } else {
        packages.add(drug);
      }
    }
    return new Reading.Read<>(packages, rejected);
  }

  private static @Nullable PackageRow packageRow(TabTable.Row row) {
    Optional<BigDecimal> size = Numbers.decimal(row.cell("PKG_SIZE_ML_OR_EACH"));
    Optional<BigDecimal> items = Numbers.decimal(row.cell("PKG_QTY"));
    Optional<BigDecimal> units = Numbers.decimal(row.cell("BILLUNITS_PER_ITEM"));
    Optional<Quarter> first = Quarter.of(row.cell("FIRST_QUARTER"));
    Optional<Quarter> last = Quarter.of(row.cell("LAST_QUARTER"));
    if (size.isEmpty() || items.isEmpty() || units.isEmpty() || first.isEmpty() || last.isEmpty()) {
      return null;
    }
    return new PackageRow(
        row.line(),
        row.cell("HCPCS"),
        row.cell("NDC11_542"),
        row.cell("DRUG_NAME"),
        row.cell("LABELER"),
        row.cell("HCPCS_DOSAGE"),
        size.get(),
        items.get(),
        units.get(),
        first.get().firstDay(),
        last.get().lastDay());
  }
}
