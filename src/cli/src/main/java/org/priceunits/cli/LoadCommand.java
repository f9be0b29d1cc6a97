package org.priceunits.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.priceunits.loading.ChargeLoad;
import org.priceunits.loading.CrosswalkLoad;
import org.priceunits.loading.FileToLoad;
import org.priceunits.loading.FolderTarget;
import org.priceunits.loading.HcpcsLoad;
import org.priceunits.loading.LimitLoad;
import org.priceunits.loading.LoadRun;
import org.priceunits.loading.LoadTarget;
import org.priceunits.loading.MueLoad;
import org.priceunits.loading.NdcLoad;
import org.priceunits.loading.NocLoad;
import org.priceunits.loading.PurpleBookLoad;
import org.priceunits.loading.RxNormLoad;
import org.priceunits.loading.ServerTarget;
import org.priceunits.loading.SingleDoseLoad;
import org.priceunits.loading.cms.NocFile;
import org.priceunits.loading.cms.NocPackage;
import org.priceunits.loading.cms.PaymentLimit;
import org.priceunits.loading.cms.PaymentLimitFile;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.codes.Dosages;
import org.priceunits.loading.fda.NdcFiles;
import org.priceunits.loading.rxnorm.RxNormFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Reads the files of CMS, the FDA and the NLM and writes FHIR resources to a folder or a server,
 * each file whole or not at all.
 */
@Command(
    name = "load",
    description =
        "Turns files of CMS, the FDA and the NLM into FHIR resources. Every file option can be repeated.",
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

  /**
   * Matches the record file and the workbook, HCPC2013_A-N.txt among them, but not the layout
   * beside it.
   */
  private static final Pattern RELEASE = Pattern.compile("(anweb|_a-n)[^/]*\\.(xlsx|txt)$");

  private static final Pattern NOT_OTHERWISE_CLASSIFIED = Pattern.compile("\\bnoc\\b");

  @Option(
      names = "--token-file",
      paramLabel = "F",
      description =
          "File with the access token for a server that asks for one, of a client that its price-units.security.knowledge-editors names; a token on the command line would be seen by everybody.")
  private @Nullable Path tokenFile;

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
      names = "--noc",
      paramLabel = "F",
      description =
          "Payment limits of drugs without a code (NOC), section 508 csv or the zip; each needs its --noc-posted and --noc-crosswalk.")
  private List<Path> nocs = List.of();

  @Option(
      names = "--noc-posted",
      paramLabel = "DATE",
      description = "Day on which CMS posted them; one for each --noc, in the same order.")
  private List<LocalDate> nocPosted = List.of();

  @Option(
      names = "--noc-crosswalk",
      paramLabel = "F",
      description = "NOC NDC-HCPCS crosswalk of the same quarter; one for each --noc.")
  private List<Path> nocCrosswalks = List.of();

  @Option(
      names = "--crosswalk",
      paramLabel = "F",
      description = "ASP NDC-HCPCS crosswalk, section 508 csv or the zip.")
  private List<Path> crosswalks = List.of();

  @Option(
      names = "--ndc",
      paramLabel = "F",
      description =
          "FDA's NDC Directory: ndctext.zip, or product.txt with package.txt beside it and the day in both names. Load the crosswalk first.")
  private List<Path> directories = List.of();

  @Option(
      names = "--purple-book",
      paramLabel = "F",
      description =
          "Presentations of FDA's Purple Book, tab-separated, with the month in its name.")
  private List<Path> purpleBooks = List.of();

  @Option(
      names = "--single-dose-codes",
      paramLabel = "F",
      description =
          "CMS's list of JW and JZ policy codes: a text with one code on a line and the day in its name.")
  private List<Path> singleDoseCodes = List.of();

  @Option(
      names = "--rxnorm",
      paramLabel = "F",
      description =
          "NLM's RxNorm: the zip, or a folder with its RRF tables, with the day in its name as the NLM writes it. Load the crosswalk first.")
  private List<Path> rxNorms = List.of();

  @Option(names = "--mue", paramLabel = "F", description = "Medically unlikely edits, csv.")
  private List<Path> mues = List.of();

  @Option(
      names = "--charges",
      paramLabel = "F",
      description = "Your own charges, csv: code, ndc (may be left out), from, to, usd.")
  private List<Path> charges = List.of();

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
            ? new ServerTarget(to, tokenFile == null ? null : Files.readString(tokenFile).strip())
            : new FolderTarget(Path.of(to));
    List<FileToLoad> files = files();
    boolean drawn = progress == null ? System.console() != null : progress;
    PrintWriter terminal =
        drawn ? commandSpec().commandLine().getErr() : new PrintWriter(Writer.nullWriter());
    PrintWriter out = commandSpec().commandLine().getOut();
    return switch (new LoadRun(target, files, out, terminal, dryRun).load()) {
      case LOADED -> LOADED;
      case WITHOUT_SOME_LINES -> WITHOUT_SOME_LINES;
      case REFUSED -> REFUSED;
    };
  }

  private List<FileToLoad> files() throws IOException {
    if (asp.size() != posted.size()) {
      throw new ParameterException(
          commandSpec().commandLine(),
          "--asp needs --posted: the day on which CMS posted the file, one for each file.");
    }
    if (nocs.size() != nocPosted.size() || nocs.size() != nocCrosswalks.size()) {
      throw new ParameterException(
          commandSpec().commandLine(),
          "--noc needs --noc-posted and --noc-crosswalk: the day of the posting and the packages, one for each file.");
    }
    List<List<PaymentLimit>> limits = limits();
    List<FileToLoad> sources = new ArrayList<>();
    for (Path file : hcpcs) {
      HcpcsLoad load = new HcpcsLoad(new Dosages(fromTheOldest(limits)));
      sources.add(new FileToLoad(file, LoadCommand::isRelease, null, load));
    }
    for (int i = 0; i < asp.size(); i++) {
      LocalDate day = posted.get(i);
      LimitLoad load = new LimitLoad(day, codesOfNewer(limits, i));
      sources.add(new FileToLoad(asp.get(i), LoadCommand::isLimits, day, load));
    }
    for (int i = 0; i < nocs.size(); i++) {
      NocLoad load = new NocLoad(nocPosted.get(i), nocPackages(nocCrosswalks.get(i)));
      sources.add(new FileToLoad(nocs.get(i), LoadCommand::isNoc, nocPosted.get(i), load));
    }
    for (Path file : crosswalks) {
      sources.add(new FileToLoad(file, LoadCommand::isCrosswalk, null, new CrosswalkLoad()));
    }
    for (Path file : directories) {
      sources.add(new FileToLoad(file, NdcFiles::isPackages, null, new NdcLoad(file)));
    }
    for (Path file : purpleBooks) {
      sources.add(new FileToLoad(file, name -> name.endsWith(".tsv"), null, new PurpleBookLoad()));
    }
    for (Path file : singleDoseCodes) {
      sources.add(new FileToLoad(file, name -> name.endsWith(".txt"), null, new SingleDoseLoad()));
    }
    for (Path file : rxNorms) {
      Path standing = RxNormFiles.standingFor(file);
      sources.add(new FileToLoad(standing, RxNormFiles::isSources, null, new RxNormLoad(file)));
    }
    for (Path file : mues) {
      sources.add(new FileToLoad(file, name -> name.endsWith(".csv"), null, new MueLoad()));
    }
    for (Path file : charges) {
      sources.add(new FileToLoad(file, name -> name.endsWith(".csv"), null, new ChargeLoad()));
    }
    return sources;
  }

  private static boolean isRelease(String name) {
    return RELEASE.matcher(name).find();
  }

  /**
   * From 2026 on CMS's zip holds the limits beside the prices of drugs not otherwise classified.
   */
  private static boolean isLimits(String name) {
    return name.contains("508")
        && (name.contains("pricing") || name.contains("payment limit"))
        && !NOT_OTHERWISE_CLASSIFIED.matcher(name).find()
        && name.endsWith(".csv");
  }

  private static boolean isNoc(String name) {
    return NOT_OTHERWISE_CLASSIFIED.matcher(name).find()
        && (name.contains("pricing") || name.contains("payment limit"))
        && name.endsWith(".csv");
  }

  private static boolean isNocCrosswalk(String name) {
    return NOT_OTHERWISE_CLASSIFIED.matcher(name).find()
        && (name.contains("crosswalk") || name.contains("ndc"))
        && name.endsWith(".csv");
  }

  private static Reading<NocPackage> nocPackages(Path file) throws IOException {
    Reading<PublishedFile> opened =
        PublishedFile.of(file.toString(), Files.readAllBytes(file), LoadCommand::isNocCrosswalk);
    return opened instanceof Reading.Read<PublishedFile> read
        ? NocFile.packages(read.records().get(0).bytes())
        : new Reading.WrongFile<>(((Reading.WrongFile<PublishedFile>) opened).reason());
  }

  private static boolean isCrosswalk(String name) {
    return name.contains("508") && name.contains("asp ndc") && name.endsWith(".csv");
  }

  private List<PaymentLimit> fromTheOldest(List<List<PaymentLimit>> limits) {
    return IntStream.range(0, limits.size())
        .boxed()
        .sorted(Comparator.comparing(file -> posting(limits, file)))
        .flatMap(file -> limits.get(file).stream())
        .toList();
  }

  /**
   * Returns the codes of files with limits of a later quarter, or of a later posting of the same
   * quarter.
   */
  private Set<String> codesOfNewer(List<List<PaymentLimit>> limits, int file) {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < limits.size(); i++) {
      if (posting(limits, i).compareTo(posting(limits, file)) > 0) {
        limits.get(i).forEach(limit -> codes.add(limit.code()));
      }
    }
    return codes;
  }

  private String posting(List<List<PaymentLimit>> limits, int file) {
    return limits.get(file).isEmpty()
        ? ""
        : limits.get(file).get(0).from() + " " + posted.get(file);
  }

  /**
   * Returns the payment limits by file: their dosage texts are a second source beside the
   * descriptions. A file that will be refused contributes none.
   */
  private List<List<PaymentLimit>> limits() throws IOException {
    List<List<PaymentLimit>> limits = new ArrayList<>();
    for (Path file : asp) {
      limits.add(
          PublishedFile.of(file.toString(), Files.readAllBytes(file), LoadCommand::isLimits)
                      instanceof Reading.Read<PublishedFile> opened
                  && PaymentLimitFile.read(opened.records().get(0).bytes())
                      instanceof Reading.Read<PaymentLimit> read
              ? read.records()
              : List.of());
    }
    return limits;
  }

  private CommandSpec commandSpec() {
    if (spec == null) {
      throw new IllegalStateException("The command was not started by picocli.");
    }
    return spec;
  }
}
