package org.priceunits.loading.fda;

import java.util.ArrayList;
import java.util.List;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.cms.RejectedLine;
import org.priceunits.loading.cms.TabTable;

/**
 * Reads a tab-separated extract of the FDA's NDC directory with RxNorm identifiers. A row without
 * NDC or identifier is rejected.
 */
public final class FdaPackageTable {
  private static final String NDC = "NDC_PACKAGE_CODE_10DIGIT";
  private static final String RXNORM = "RXCUI";
  private static final String INGREDIENT_RXNORM = "INGREDIENT_RXCUI";
  private static final String INGREDIENT = "INGREDIENT";

  private FdaPackageTable() {}

  public static Reading<FdaPackage> read(byte[] file) {
    TabTable table = TabTable.of(file);
    List<String> missing = table.missing(List.of(NDC, RXNORM, INGREDIENT_RXNORM, INGREDIENT));
    if (!missing.isEmpty()) {
      return new Reading.WrongFile<>(
          "This is no extract of the NDC directory: it has no column "
              + String.join(", ", missing)
              + ".");
    }
    List<FdaPackage> packages = new ArrayList<>();
    List<RejectedLine> rejected = new ArrayList<>();
    for (TabTable.Row row : table.rows()) {
      if (row.cell(NDC).isEmpty() || !row.cell(RXNORM).matches("[0-9]+")) {
        rejected.add(new RejectedLine(row.line(), "NDC or RxNorm identifier is missing."));
      } else {
        packages.add(
            new FdaPackage(
                row.line(),
                row.cell(NDC),
                row.cell(RXNORM),
                row.cell(INGREDIENT_RXNORM),
                row.cell(INGREDIENT)));
      }
    }
    return new Reading.Read<>(packages, rejected);
  }
}
