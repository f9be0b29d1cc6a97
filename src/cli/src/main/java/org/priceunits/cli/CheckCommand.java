package org.priceunits.cli;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.check.CheckUnitsOperation;
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
      "Exit code 0: all claims agree; 1: something differs, or the 837 is not as its guide wants it;",
      "2: an input cannot be used."
    })
final class CheckCommand implements Callable<Integer> {
  private static final int AGREES = 0;
  private static final int DIFFERS = 1;
  private static final int BAD_INPUT = 2;

  /**
   * A claim that is checked.
   *
   * @param faults what the guide of the 837 does not allow in it; none for FHIR Claims
   */
  private record Billed(Claim claim, List<X12Issue> faults) {}

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

  /** True once a line of a file could not be read, so that the claims cannot be said to agree. */
  private boolean leftOut;

  @Override
  public Integer call() throws IOException {
    InputDocument documents = new InputDocument(FhirContext.forR4Cached());
    List<Billed> billed = new ArrayList<>();
    if (documents.isX12(claims)) {
      X12Reader.Read read = X12Reader.read(documents.text(claims, System.in));
      if (!read.issues().isEmpty()) {
        read.issues().stream().map(X12Issue::text).forEach(terminal::say);
        return BAD_INPUT;
      }
      for (int i = 0; i < read.claims().size(); i++) {
        billed.add(new Billed(read.claims().get(i), read.faultsOf(i)));
      }
    } else {
      GivenRecords.claims(read(claims, documents))
          .forEach(claim -> billed.add(new Billed(claim, List.of())));
    }
    GivenRecords records = new GivenRecords();
    for (String file : files) {
      records.add(read(file, documents));
    }
    if (billed.isEmpty() || records.isEmpty()) {
      terminal.say(
          billed.isEmpty() ? claims + ": there is no claim." : "There is no administration.");
      return BAD_INPUT;
    }
    return Math.max(check(billed, records), leftOut ? DIFFERS : AGREES);
  }

  /** Reads a document, and says which of its lines are left out. */
  private Resource read(String file, InputDocument documents) throws IOException {
    InputDocument.Read read = documents.read(file, System.in);
    read.notRead().forEach(line -> terminal.say(file + ": " + line));
    leftOut |= !read.notRead().isEmpty();
    return read.body();
  }

  private int check(List<Billed> billed, GivenRecords records) throws IOException {
    CheckUnitsOperation operation = new LocalPricing(shared.knowledge()).checks();
    int worst = AGREES;
    for (Billed each : billed) {
      worst = Math.max(worst, check(each, records, operation));
      worst = Math.max(worst, faults(each.faults()));
    }
    return worst;
  }

  /** Says what the guide does not allow in the file: a payer may reject what agrees otherwise. */
  private int faults(List<X12Issue> faults) {
    faults.forEach(
        fault ->
            terminal
                .out()
                .println(
                    "  "
                        + line(
                            fault.code().severity().name(),
                            fault.code().code(),
                            fault.text(),
                            "")));
    return faults.isEmpty() ? AGREES : DIFFERS;
  }

  private int check(Billed billed, GivenRecords records, CheckUnitsOperation operation) {
    Claim claim = billed.claim();
    Parameters call = records.of(claim);
    PrintWriter out = terminal.out();
    out.printf("Claim %s for %s: ", GivenRecords.number(claim), GivenRecords.patient(claim));
    if (!call.hasParameter("administration")) {
      out.println("nothing was given to this patient on these days. Send the administrations.");
      return DIFFERS;
    }
    call.addParameter().setName("claim").setResource(claim);
    add(call, "payer", shared.payer());
    add(call, "timeZone", shared.timeZone());
    try {
      Parameters answer = operation.answer(call, Map.of(), null, new EmptyStore());
      boolean agrees = ((BooleanType) answer.getParameter("result").getValue()).booleanValue();
      out.println(
          !agrees ? "differs" : billed.faults().isEmpty() ? "agrees" : "agrees, in a broken 837");
      answer.getParameter().stream()
          .filter(p -> p.getResource() instanceof OperationOutcome)
          .flatMap(p -> ((OperationOutcome) p.getResource()).getIssue().stream())
          .forEach(issue -> out.println("  " + line(issue)));
      return agrees ? AGREES : DIFFERS;
    } catch (CallRefusedException e) {
      out.println("cannot be checked");
      terminal.say(LocalPricing.words(e));
      return BAD_INPUT;
    }
  }

  private static void add(Parameters call, String name, @Nullable String value) {
    if (value != null) {
      call.addParameter().setName(name).setValue(new CodeType(value));
    }
  }

  private static String line(OperationOutcomeIssueComponent issue) {
    String at =
        issue.getExpression().stream()
            .map(PrimitiveType::getValueAsString)
            .map(path -> path.replaceFirst("^Parameters\\.parameter\\[\\d+]\\.resource\\.?", ""))
            .findFirst()
            .orElse("");
    return line(
        issue.getSeverity().toCode(),
        issue.getDetails().hasCoding() ? issue.getDetails().getCodingFirstRep().getCode() : "",
        issue.getDetails().getText(),
        at);
  }

  private static String line(String severity, String code, String text, String at) {
    return severity.toUpperCase(Locale.ROOT)
        + " "
        + (code.isEmpty() ? "" : code + ": ")
        + text
        + (at.isEmpty() ? "" : " (" + at + ")");
  }
}
