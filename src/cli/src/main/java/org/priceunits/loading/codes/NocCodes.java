package org.priceunits.loading.codes;

import java.util.List;

/**
 * The codes for drugs without one of their own whose price CMS's NOC files state. C9399 is not
 * among them: hospitals are paid for it by a share of the wholesale price.
 */
public final class NocCodes {
  private NocCodes() {}

  public static List<String> all() {
    return Supplement.table("noc-codes.csv").stream()
        .map(row -> Supplement.cell(row, "code"))
        .toList();
  }
}
