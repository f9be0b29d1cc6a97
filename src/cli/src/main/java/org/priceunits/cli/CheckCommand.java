package org.priceunits.cli;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.x12.X12Issue;
import org.priceunits.x12.X12Reader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Holds the claims of a file, X12 or FHIR, against what was administered. */
@Command(
    name = "check",
    description = "Holds the claims of an 837, or FHIR Claims, against MedicationAdministrations.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footer = {
      "",
      "Example: price-units check --payer medicare claims.837 administrations.ndjson",
      "Exit code 0: all claims agree; 1: something differs, or the 837 is not as its guide wants"
          + " it;",
      "2: an input cannot be used."
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private final Terminal terminal = new Terminal();

  @Mixin private final SharedOptions shared = new SharedOptions();

  @picocli.CommandLine.Parameters(
      index = "0",
      paramLabel = "CLAIMS",
      description = "An 837 (005010X222A1 or 005010X223A2), a Claim or a Bundle with Claims.")
  private String claims = "";

  @picocli.CommandLine.Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "What was administered, and what it refers to: JSON or NDJSON; - for standard input.")
  private List<String> files = new ArrayList<>();

  /** True once a part of a file could not be read, so that the claims cannot be said to agree. */
  private boolean leftOut;

  @Override
  public Integer call() throws IOException {
    InputDocument documents = new InputDocument(FhirContext.forR4Cached());
    List<ClaimChecks.Billed> billed = new ArrayList<>();
    if (documents.isX12(claims)) {
      X12Reader.Read read = X12Reader.read(documents.bytes(claims, System.in));
      if (!read.issues().isEmpty()) {
        read.issues().stream().map(X12Issue::text).forEach(terminal::say);
        return ClaimChecks.BAD_INPUT;
      }
      read.ofFile().stream().map(X12Issue::text).forEach(terminal::say);
      leftOut |= !read.ofFile().isEmpty();
      for (int i = 0; i < read.claims().size(); i++) {
        billed.add(new ClaimChecks.Billed(read.claims().get(i), read.faultsOf(i)));
      }
    } else {
      GivenRecords.claims(read(claims, documents))
          .forEach(claim -> billed.add(new ClaimChecks.Billed(claim, List.of())));
    }
    GivenRecords records = new GivenRecords(shared.zone());
    for (String file : files) {
      records.add(read(file, documents));
    }
    if (billed.isEmpty() || records.isEmpty()) {
      terminal.say(
          billed.isEmpty() ? claims + ": there is no claim." : "There is no administration.");
      return ClaimChecks.BAD_INPUT;
    }
    ClaimChecks checks =
        new ClaimChecks(new LocalPricing(shared.knowledge()), records, shared, terminal);
    return Math.max(checks.check(billed), leftOut ? ClaimChecks.DIFFERS : ClaimChecks.AGREES);
  }

  /** Reads a document, and says which of its lines are left out. */
  private Resource read(String file, InputDocument documents) throws IOException {
    InputDocument.Read read = documents.read(file, System.in);
    read.notRead().forEach(line -> terminal.say(file + ": " + line));
    leftOut |= !read.notRead().isEmpty();
    return read.body();
  }
}
