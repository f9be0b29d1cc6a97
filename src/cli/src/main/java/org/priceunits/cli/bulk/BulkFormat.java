package org.priceunits.cli.bulk;

import org.priceunits.bulk.Reports;
import org.priceunits.pricing.PricedAs;

/**
 * The files of the answer.
 *
 * @param as the resources that are written
 * @param csv true if the claims are written as a row for each line, for a spreadsheet
 */
public record BulkFormat(PricedAs as, boolean csv) {
  /** Returns the name of the file of claims. */
  String claims() {
    return csv ? "claim-lines.csv" : Reports.CLAIMS;
  }
}
