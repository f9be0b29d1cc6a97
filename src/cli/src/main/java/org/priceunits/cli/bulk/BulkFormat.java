package org.priceunits.cli.bulk;

import org.priceunits.bulk.Reports;

/** How the claims are written: as resources, or a row for each line for a spreadsheet. */
public enum BulkFormat {
  NDJSON(Reports.CLAIMS),
  CSV("claim-lines.csv");

  private final String fileName;

  BulkFormat(String fileName) {
    this.fileName = fileName;
  }

  /** Returns the name of the file in the output folder. */
  public String fileName() {
    return fileName;
  }
}
