package org.priceunits.cli.bulk;

/** How the claims are written: as resources, or a row for each line for a spreadsheet. */
public enum BulkFormat {
  NDJSON("Claim.ndjson"),
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
