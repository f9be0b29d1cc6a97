package org.priceunits.cli.bulk;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.bulk.PatientClaims;

/** Writes the answers of some patients, as files that are put together later; for one thread. */
final class Answers implements Closeable {
  private static final FhirContext FHIR = withoutSearchForContained();

  private final IParser parser = FHIR.newJsonParser();
  private final StringWriter text = new StringWriter(1 << 14);
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

  /**
   * HAPI walks a whole resource before it encodes it, in search of references to objects that it
   * would contain. Claims and outcomes have none; without the walk, encoding takes two thirds.
   */
  private static FhirContext withoutSearchForContained() {
    FhirContext fhir = FhirContext.forR4();
    fhir.getParserOptions().setAutoContainReferenceTargetsWithNoId(false);
    return fhir;
  }

  void add(PatientClaims patient) throws IOException {
    totals.add(patient);
    for (Claim claim : patient.claims()) {
      if (format.csv()) {
        ClaimLines.write(claim, claims);
      } else {
        line(claim, claims);
      }
    }
    for (ChargeItem charge : patient.chargeItems()) {
      line(charge, charges);
    }
    if (patient.outcome() != null) {
      line(patient.outcome(), outcomes);
    }
  }

  private void line(Resource resource, BufferedWriter file) throws IOException {
    // The encoder flushes after each number: not into the file.
    parser.encodeResourceToWriter(resource, text);
    text.append('\n');
    file.append(text.getBuffer());
    text.getBuffer().setLength(0);
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
