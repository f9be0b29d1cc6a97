package org.priceunits.cli;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hl7.fhir.r4.model.Claim;
import org.jspecify.annotations.Nullable;
import org.priceunits.cli.bulk.BulkRun;
import org.priceunits.cli.bulk.ClaimLines;
import org.priceunits.pricing.CallRefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prices documents without a server; each file is one call. */
@Command(
    name = "price",
    description = "Prices MedicationAdministrations without server or database.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footer = {
      "",
      "Example: price-units price --payer medicare --modifier TB administrations.ndjson",
      "         price-units price --bulk --out claims export/",
      "         price-units price --as charge-item --format fhir administrations.ndjson",
      "         price-units price --format x12-lines administrations.ndjson",
      "Exit code 0: all priced; 1: something was refused; 2: an input cannot be used."
    })
final class PriceCommand implements Callable<Integer> {
  private static final int PRICED = 0;
  private static final int REFUSED = 1;
  private static final int BAD_INPUT = 2;

  @Mixin private final Terminal terminal = new Terminal();

  @Mixin private final SharedOptions shared = new SharedOptions();

  @Mixin private final PricingOptions terms = new PricingOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "MedicationAdministration, Bundle or Parameters in JSON, or NDJSON; - for standard input."
              + " All of one file is priced together.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "table (default); csv: a row for each claim line; fhir: one Parameters on a line for each"
              + " file; x12: an 837 of all files; x12-lines: its service lines alone. With --bulk:"
              + " ndjson (default) or csv.",
      converter = OutputFormat.ByName.class)
  private @Nullable OutputFormat stated;

  @Option(
      names = "--x12",
      paramLabel = "FILE",
      description =
          "With --format x12: Parameters in JSON with the inputs of $to-x12 that the claims lack:"
              + " submitter, receiver, usage, interchangeControlNumber, claimInformation,"
              + " resource.")
  private @Nullable Path x12;

  @Option(
      names = "--bulk",
      description =
          "Price NDJSON files of any size, as a bulk export leaves them, into the folder of --out."
              + " FILE may be a folder, and gzip. All of one patient is priced together.")
  private boolean bulk;

  @Mixin private final BulkOptions ofBulk = new BulkOptions();

  @Override
  public Integer call() throws IOException {
    checkResources();
    return bulk ? bulk() : documents();
  }

  private int bulk() throws IOException {
    if (terms.isAboutOneDrug()) {
      throw terminal.wrongUse(
          "--billing-code is about one drug. In bulk, each record names its own: put the code"
              + " on its medication.");
    }
    if (x12 != null) {
      throw terminal.wrongUse(
          "--x12 is for an 837, which --bulk does not write. Leave --x12 or --bulk out.");
    }
    ofBulk
        .fault(format())
        .ifPresent(
            fault -> {
              throw terminal.wrongUse(fault);
            });
    try {
      BulkRun.Result result =
          ofBulk.price(files, shared, terms, format() == OutputFormat.CSV, terminal);
      return result.totals().anyRefused() ? REFUSED : PRICED;
    } catch (IOException e) {
      terminal.say(FailureText.of(e));
      return BAD_INPUT;
    }
  }

  private OutputFormat format() {
    if (stated != null) {
      return stated;
    }
    return bulk ? OutputFormat.NDJSON : OutputFormat.TABLE;
  }

  private void checkResources() {
    OutputFormat format = format();
    if (terms.terms(shared).overridesNoPrice()) {
      throw terminal.wrongUse("--price-override needs --as charge-item or both.");
    }
    if (format == OutputFormat.CSV && !terms.as().claims()) {
      throw terminal.wrongUse("--format csv writes claim lines. Leave it out, or use --as both.");
    }
    if (format.isX12() && !terms.as().claims()) {
      throw terminal.wrongUse("--format %s writes claims. Leave --as out.".formatted(format));
    }
  }

  private int documents() throws IOException {
    OutputFormat format = format();
    if (format == OutputFormat.NDJSON) {
      throw terminal.wrongUse(
          "--format ndjson needs --bulk. Add --bulk, or use --format fhir: a line for each file.");
    }
    if (x12 != null && format != OutputFormat.X12) {
      throw terminal.wrongUse("--x12 needs --format x12.");
    }
    if (ofBulk.isAnyStated()) {
      throw terminal.wrongUse("--out, --created, --threads and --progress need --bulk.");
    }
    LocalPricing pricing = new LocalPricing(shared.knowledge());
    pricing.leftOut().forEach(fault -> terminal.say("left out: " + fault));
    X12Output output = new X12Output(x12, format == OutputFormat.X12_LINES);
    if (format == OutputFormat.CSV) {
      ClaimLines.heading(terminal.out());
    }
    int worst = PRICED;
    for (String file : files) {
      worst = Math.max(worst, price(file, pricing, output));
    }
    return format.isX12() && worst < BAD_INPUT ? Math.max(worst, x12(output, pricing)) : worst;
  }

  private int x12(X12Output output, LocalPricing pricing) {
    try {
      boolean whole = output.write(pricing.toX12(), terminal.out(), terminal::say);
      return whole ? PRICED : REFUSED;
    } catch (CallRefusedException e) {
      terminal.say(LocalPricing.words(e));
      return BAD_INPUT;
    }
  }

  private int price(String file, LocalPricing pricing, X12Output output) throws IOException {
    LocalPricing.Outcome outcome;
    try {
      outcome = pricing.price(file, System.in, terms.inputs(shared));
    } catch (IOException e) {
      outcome = new LocalPricing.Unusable(FailureText.of(e));
    }
    if (!(outcome instanceof LocalPricing.Answered answered)) {
      terminal.say(file + ": " + ((LocalPricing.Unusable) outcome).reason());
      return BAD_INPUT;
    }
    List<String> notRead = answered.document().notRead();
    notRead.forEach(line -> terminal.say(file + ": " + line));
    write(file, answered, output);
    return answered.priced().anyRefused() || !notRead.isEmpty() ? REFUSED : PRICED;
  }

  private void write(String file, LocalPricing.Answered answered, X12Output output)
      throws IOException {
    PrintWriter out = terminal.out();
    switch (format()) {
      case X12, X12_LINES -> output.add(file, answered);
      case CSV -> {
        for (Claim claim : answered.priced().claims()) {
          ClaimLines.write(claim, out);
        }
        out.flush();
      }
      case FHIR ->
          out.println(
              FhirContext.forR4Cached()
                  .newJsonParser()
                  .encodeResourceToString(answered.priced().response()));
      default -> new AnswerTable(out).print(file, answered);
    }
    if (format() != OutputFormat.TABLE) {
      complain(file, answered);
    }
  }

  /** The output is a file for a program; what a person has to read goes to the error stream. */
  private void complain(String file, LocalPricing.Answered answered) {
    StringWriter issues = new StringWriter();
    new AnswerIssues(new RecordPlaces(answered.document()), new PrintWriter(issues, true))
        .print(answered.priced().response());
    if (!issues.toString().isEmpty()) {
      terminal.err().print((files.size() > 1 ? file + ":\n" : "") + issues);
      terminal.err().flush();
    }
  }
}
