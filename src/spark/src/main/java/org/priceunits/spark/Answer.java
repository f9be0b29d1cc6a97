package org.priceunits.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.BulkTotals;

/**
 * The answer for one patient, or the sums that end a partition.
 *
 * @param claims draft Claims as JSON
 * @param chargeItems ChargeItems as JSON
 * @param outcomes at most one, as JSON
 * @param lines the lines of the claims, as {@link ClaimLines#SCHEMA} names their columns
 * @param totals the sums over the patients of a partition; null for a patient
 */
record Answer(
    List<String> claims,
    List<String> chargeItems,
    List<String> outcomes,
    List<Row> lines,
    @Nullable BulkTotals totals)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static Answer totals(BulkTotals totals) {
    return new Answer(List.of(), List.of(), List.of(), List.of(), totals);
  }
}
