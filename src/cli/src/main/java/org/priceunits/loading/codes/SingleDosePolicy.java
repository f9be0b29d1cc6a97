package org.priceunits.loading.codes;

import java.time.LocalDate;
import java.util.Map;
import org.priceunits.loading.write.SingleDoseCodeWriter;

/** The policy that CMS's list of single-dose codes belongs to, as the table beside it dates it. */
public final class SingleDosePolicy {
  private SingleDosePolicy() {}

  /** Returns the writer of the list for the dates of service of the policy. */
  public static SingleDoseCodeWriter list() {
    Map<String, String> row = Supplement.table("single-dose-list.csv").get(0);
    return new SingleDoseCodeWriter(
        LocalDate.parse(Supplement.cell(row, "from")), Supplement.cell(row, "source"));
  }
}
