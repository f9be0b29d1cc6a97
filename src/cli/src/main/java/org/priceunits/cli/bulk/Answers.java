package org.priceunits.cli.bulk;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.bulk.PatientClaims;
import org.priceunits.bulk.ResourceLines;

/** Writes the answers of some patients, as files that are put together later; for one thread. */
final class Answers implements Closeable {
  private final ResourceLines lines = new ResourceLines();
  private final BulkTotals totals = new BulkTotals();
  private final BulkFormat format;
  private final Path claimFile;
  private final Path chargeFile;
  private final Path outcomeFile;
  private final BufferedWriter claims;
  private final BufferedWriter charges;
  private final BufferedWriter outcomes;

  /**
   * @param name of the files in the folder, without ending
   */
  Answers(Path folder, String name, BulkFormat format) throws IOException {
    this.format = format;
    this.claimFile = folder.resolve(name + ".claims");
    this.chargeFile = folder.resolve(name + ".charges");
    this.outcomeFile = folder.resolve(name + ".outcomes");
    this.claims = Files.newBufferedWriter(claimFile);
    this.charges = Files.newBufferedWriter(chargeFile);
    this.outcomes = Files.newBufferedWriter(outcomeFile);
  }

  void add(PatientClaims patient) throws IOException {
    totals.add(patient);
    for (Claim claim : patient.claims()) {
      if (format.csv()) {
        ClaimLines.write(claim, claims);
      } else {
        lines.write(claim, claims);
      }
    }
    for (ChargeItem charge : patient.chargeItems()) {
      lines.write(charge, charges);
    }
    if (patient.outcome() != null) {
      lines.write(patient.outcome(), outcomes);
    }
  }

  BulkTotals totals() {
    return totals;
  }

  Path claimFile() {
    return claimFile;
  }

  Path chargeFile() {
    return chargeFile;
  }

  Path outcomeFile() {
    return outcomeFile;
  }

  @Override
  public void close() throws IOException {
    claims.close();
    charges.close();
    outcomes.close();
  }
}
