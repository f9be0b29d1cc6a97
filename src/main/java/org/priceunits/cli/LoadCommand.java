package org.priceunits.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
import org.priceunits.cli.load.PendingTarget;
import org.priceunits.cli.load.ProgressBar;
import org.priceunits.cli.load.ServerTarget;
import org.priceunits.cms.PaymentLimit;
import org.priceunits.cms.PaymentLimitFile;
import org.priceunits.cms.PublishedFile;
import org.priceunits.cms.Reading;
import org.priceunits.cms.RejectedLine;
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
    description = "Turns CMS files into FHIR resources. Every file option can be repeated.",
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

  /** Reading, comparing with what is held, and writing. */
  private static final int STEPS_OF_A_FILE = 3;

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
  private List<Path> hcpcs = List.of();

  @Option(
      names = "--asp",
      paramLabel = "F",
      description = "Payment limits, section 508 csv or the zip; each needs its --posted.")
  private List<Path> asp = List.of();

  @Option(
      names = "--posted",
      paramLabel = "DATE",
      description =
          "Day on which CMS posted the payment limits; one for each --asp, in the same order.")
  private List<LocalDate> posted = List.of();

  @Option(
      names = "--crosswalk",
      paramLabel = "F",
      description = "ASP NDC-HCPCS crosswalk, section 508 csv or the zip.")
  private List<Path> crosswalks = List.of();

  @Option(names = "--mue", paramLabel = "F", description = "Medically unlikely edits, csv.")
  private List<Path> mues = List.of();

  @Option(
      names = "--charges",
      paramLabel = "F",
      description = "Your own charges, csv: code, ndc (may be left out), from, to, usd.")
  private List<Path> charges = List.of();

  @Option(
      names = "--content",
      paramLabel = "DIR",
      description = "Makes the shipped content again from the files in this folder.")
  private @Nullable Path content;

  @Option(names = "--dry-run", description = "Says what would change and writes nothing.")
  private boolean dryRun;

  @Option(
      names = "--progress",
      negatable = true,
      description = "A progress bar on the error stream; by itself on a terminal only.")
  private @Nullable Boolean progress;

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
    List<Step> files = files();
    int worst = LOADED;
    PendingTarget pending = new PendingTarget(target);
    int steps = files.size() * STEPS_OF_A_FILE;
    for (int i = 0; i < files.size(); i++) {
      worst = Math.max(worst, load(files.get(i), pending, bar(steps, i * STEPS_OF_A_FILE)));
    }
    return worst;
  }

  private ProgressBar bar(int steps, int done) {
    boolean shown = progress == null ? System.console() != null : progress;
    PrintWriter terminal =
        shown ? commandSpec().commandLine().getErr() : new PrintWriter(Writer.nullWriter());
    return new ProgressBar(terminal, steps, done);
  }

  /**
   * One file.
   *
   * @param member how it is found in a zip
   * @param posted the day on which it was posted; absent where it is not dated so
   * @param load what is made of it
   */
  private record Step(
      Path path, Predicate<String> member, @Nullable LocalDate posted, FileLoad load) {}

  private List<Step> files() throws IOException {
    if (asp.size() != posted.size()) {
      throw new ParameterException(
          commandSpec().commandLine(),
          "--asp needs --posted: the day on which CMS posted the file, one for each file.");
    }
    List<Step> steps = new ArrayList<>();
    for (Path file : hcpcs) {
      FileLoad load = new HcpcsLoad(new Dosages(limits()));
      steps.add(new Step(file, LoadCommand::isRelease, null, load));
    }
    for (int i = 0; i < asp.size(); i++) {
      LocalDate day = posted.get(i);
      steps.add(new Step(asp.get(i), LoadCommand::isLimits, day, new LimitLoad(day)));
    }
    for (Path file : crosswalks) {
      steps.add(new Step(file, LoadCommand::isCrosswalk, null, new CrosswalkLoad()));
    }
    for (Path file : mues) {
      steps.add(new Step(file, name -> name.endsWith(".csv"), null, new CeilingLoad()));
    }
    for (Path file : charges) {
      steps.add(new Step(file, name -> name.endsWith(".csv"), null, new ChargeLoad()));
    }
    return steps;
  }

  private static boolean isRelease(String name) {
    return name.contains("anweb") && (name.endsWith(".xlsx") || name.endsWith(".txt"));
  }

  private static boolean isLimits(String name) {
    return name.contains("508") && name.contains("pricing") && name.endsWith(".csv");
  }

  private static boolean isCrosswalk(String name) {
    return name.contains("508") && name.contains("asp ndc") && name.endsWith(".csv");
  }

  private int load(Step step, PendingTarget target, ProgressBar bar) throws IOException {
    String name = step.path().getFileName().toString();
    bar.next(name + ": reading");
    Reading<PublishedFile> opened =
        PublishedFile.of(name, Files.readAllBytes(step.path()), step.member());
    if (!(opened instanceof Reading.Read<PublishedFile> read)) {
      bar.close();
      return refused(name, ((Reading.WrongFile<PublishedFile>) opened).reason());
    }
    PublishedFile file = read.records().get(0);
    bar.next(name + ": comparing with what is held");
    LoadPlan plan = step.load().plan(file, target);
    if (!(plan instanceof LoadPlan.Changes changes)) {
      bar.close();
      return refused(name, ((LoadPlan.Refused) plan).reason());
    }
    bar.next(name + ": writing " + changes.changed().size() + " resources");
    if (!dryRun && !changes.changed().isEmpty()) {
      write(changes, file, step, target);
    }
    bar.close();
    say(name, changes);
    return changes.rejected().isEmpty() ? LOADED : WITHOUT_SOME_LINES;
  }

  /** A file is one write: a server takes no body beyond its bound, and no file comes near it. */
  private static void write(
      LoadPlan.Changes changes, PublishedFile file, Step step, PendingTarget target)
      throws IOException {
    List<Resource> resources = new ArrayList<>(changes.changed());
    resources.add(
        new LoadProvenanceWriter()
            .write(
                file.name(),
                file.bytes(),
                step.posted(),
                changes.changed(),
                Clock.systemUTC().instant()));
    target.write(resources);
    target.flush();
  }

  private void say(String name, LoadPlan.Changes changes) {
    PrintWriter out = out();
    out.println(name + ":");
    changes.counts().forEach((what, count) -> out.println("  " + what + ": " + count));
    for (RejectedLine line : changes.rejected()) {
      out.println("  left out: " + name + ", line " + line.line() + ": " + line.reason());
    }
    out.println(
        "  "
            + changes.changed().size()
            + (dryRun ? " resources would be written" : " resources written"));
  }

  private int refused(String name, String reason) {
    out().println("  refused, nothing of " + name + " is loaded: " + reason);
    return REFUSED;
  }

  /**
   * The dosage texts of payment limits that come along, as a second source beside the descriptions.
   */
  private List<PaymentLimit> limits() throws IOException {
    List<PaymentLimit> limits = new ArrayList<>();
    for (Path file : asp) {
      if (PublishedFile.of(file.toString(), Files.readAllBytes(file), LoadCommand::isLimits)
              instanceof Reading.Read<PublishedFile> opened
          && PaymentLimitFile.read(opened.records().get(0).bytes())
              instanceof Reading.Read<PaymentLimit> read) {
        limits.addAll(read.records());
      }
    }
    return limits;
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
