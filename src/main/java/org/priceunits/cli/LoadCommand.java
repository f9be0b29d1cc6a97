package org.priceunits.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.cli.content.Dosages;
import org.priceunits.cli.content.ShippedContent;
import org.priceunits.cli.load.CeilingLoad;
import org.priceunits.cli.load.ChargeLoad;
import org.priceunits.cli.load.CrosswalkLoad;
import org.priceunits.cli.load.FileLoad;
import org.priceunits.cli.load.FolderTarget;
import org.priceunits.cli.load.HcpcsLoad;
import org.priceunits.cli.load.LimitLoad;
import org.priceunits.cli.load.LoadPlan;
import org.priceunits.cli.load.LoadTarget;
import org.priceunits.cli.load.ServerTarget;
import org.priceunits.cms.PaymentLimit;
import org.priceunits.cms.PaymentLimitFile;
import org.priceunits.cms.PublishedFile;
import org.priceunits.cms.Reading;
import org.priceunits.fhir.out.LoadProvenanceWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Reads CMS's files and writes FHIR resources to a folder or a server, each file whole or not at
 * all.
 */
@Command(
    name = "load",
    description = "Turns CMS files into FHIR resources.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footer = {
      "",
      "Example: price-units load --to http://localhost:8080/fhir --asp asp.zip --posted 2025-06-23",
      "Exit code 0: loaded; 1: loaded, but lines were left out; 2: a file was refused."
    })
public final class LoadCommand implements Callable<Integer> {
  private static final int LOADED = 0;
  private static final int WITHOUT_SOME_LINES = 1;
  private static final int REFUSED = 2;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL|DIR",
      description = "FHIR server or folder.")
  private String to = "";

  @Option(
      names = "--hcpcs",
      paramLabel = "F",
      description = "HCPCS release: workbook, fixed-width text, or the zip.")
  private @Nullable Path hcpcs;

  @Option(
      names = "--asp",
      paramLabel = "F",
      description = "Payment limits, section 508 csv or the zip; needs --posted.")
  private @Nullable Path asp;

  @Option(
      names = "--posted",
      paramLabel = "DATE",
      description = "Day on which CMS posted the payment limits.")
  private @Nullable LocalDate posted;

  @Option(
      names = "--crosswalk",
      paramLabel = "F",
      description = "ASP NDC-HCPCS crosswalk, section 508 csv or the zip.")
  private @Nullable Path crosswalk;

  @Option(names = "--mue", paramLabel = "F", description = "Medically unlikely edits, csv.")
  private @Nullable Path mue;

  @Option(
      names = "--charges",
      paramLabel = "F",
      description = "Your own charges, csv: code, ndc (may be left out), from, to, usd.")
  private @Nullable Path charges;

  @Option(
      names = "--content",
      paramLabel = "DIR",
      description = "Makes the shipped content again from the files in this folder.")
  private @Nullable Path content;

  @Option(names = "--dry-run", description = "Says what would change and writes nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    LoadTarget target =
        to.startsWith("http:") || to.startsWith("https:")
            ? new ServerTarget(to)
            : new FolderTarget(Path.of(to));
    if (content != null) {
      target.write(new ShippedContent(content).resources());
      return LOADED;
    }
    int worst = LOADED;
    for (Map.Entry<Path, Step> file : steps().entrySet()) {
      worst = Math.max(worst, load(file.getKey(), file.getValue(), target));
    }
    return worst;
  }

  /** How a file is found in a zip, and what is made of it. */
  private record Step(Predicate<String> member, FileLoad load) {}

  private Map<Path, Step> steps() throws IOException {
    if (asp != null && posted == null) {
      throw new ParameterException(
          commandSpec().commandLine(),
          "--asp needs --posted: the day on which CMS posted the file.");
    }
    Map<Path, Step> steps = new LinkedHashMap<>();
    if (hcpcs != null) {
      steps.put(
          hcpcs,
          new Step(
              name -> name.contains("anweb") && (name.endsWith(".xlsx") || name.endsWith(".txt")),
              new HcpcsLoad(new Dosages(limits()))));
    }
    if (asp != null && posted != null) {
      steps.put(
          asp,
          new Step(
              name -> name.contains("508") && name.contains("pricing") && name.endsWith(".csv"),
              new LimitLoad(posted)));
    }
    if (crosswalk != null) {
      steps.put(
          crosswalk,
          new Step(
              name -> name.contains("508") && name.contains("asp ndc") && name.endsWith(".csv"),
              new CrosswalkLoad()));
    }
    if (mue != null) {
      steps.put(mue, new Step(name -> name.endsWith(".csv"), new CeilingLoad()));
    }
    if (charges != null) {
      steps.put(charges, new Step(name -> name.endsWith(".csv"), new ChargeLoad()));
    }
    return steps;
  }

  private int load(Path path, Step step, LoadTarget target) throws IOException {
    String name = path.getFileName().toString();
    out().println(name + ": reading");
    Reading<PublishedFile> opened = PublishedFile.of(name, Files.readAllBytes(path), step.member());
    if (!(opened instanceof Reading.Read<PublishedFile> read)) {
      return refused(name, ((Reading.WrongFile<PublishedFile>) opened).reason());
    }
    PublishedFile file = read.records().get(0);
    LoadPlan plan = step.load().plan(file, target);
    if (!(plan instanceof LoadPlan.Changes changes)) {
      return refused(name, ((LoadPlan.Refused) plan).reason());
    }
    changes.counts().forEach((what, count) -> out().println("  " + what + ": " + count));
    changes
        .rejected()
        .forEach(
            line ->
                out()
                    .println(
                        "  left out: " + name + ", line " + line.line() + ": " + line.reason()));
    if (!dryRun && !changes.changed().isEmpty()) {
      List<Resource> resources = new ArrayList<>(changes.changed());
      resources.add(
          new LoadProvenanceWriter()
              .write(
                  file.name(),
                  file.bytes(),
                  posted,
                  changes.changed(),
                  Clock.systemUTC().instant()));
      target.write(resources);
    }
    out()
        .println(
            "  "
                + changes.changed().size()
                + (dryRun ? " resources would be written" : " resources written"));
    return changes.rejected().isEmpty() ? LOADED : WITHOUT_SOME_LINES;
  }

  private int refused(String name, String reason) {
    out().println("  refused, nothing of " + name + " is loaded: " + reason);
    return REFUSED;
  }

  /**
   * The dosage texts of payment limits that come along, as a second source beside the descriptions.
   */
  private List<PaymentLimit> limits() throws IOException {
    if (asp != null
        && PublishedFile.of(
                asp.toString(),
                Files.readAllBytes(asp),
                name -> name.contains("508") && name.endsWith(".csv"))
            instanceof Reading.Read<PublishedFile> file
        && PaymentLimitFile.read(file.records().get(0).bytes())
            instanceof Reading.Read<PaymentLimit> read) {
      return read.records();
    }
    return List.of();
  }

  private PrintWriter out() {
    return commandSpec().commandLine().getOut();
  }

  private CommandSpec commandSpec() {
    if (spec == null) {
      throw new IllegalStateException("The command was not started by picocli.");
    }
    return spec;
  }
}
