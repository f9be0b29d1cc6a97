package org.priceunits.cli.bulk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.bulk.PatientPricer;
import org.priceunits.bulk.Reports;
import org.priceunits.bulk.Reports.AnswerFile;
import org.priceunits.bulk.SharedStore;
import org.priceunits.cli.bulk.PatientPartitions.Partition;
import org.priceunits.loading.ProgressBar;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.ClaimPricer;

/**
 * Prices the administrations of NDJSON files into a folder, in memory that does not grow with the
 * files.
 */
public final class BulkRun {
  /** Size of a partition that is aimed at, in bytes. */
  private static final long PARTITION = 16L << 20;

  /** At most 512 files are open at a time. */
  private static final int MOST_BITS = 9;

  /** Standard input has no size: enough partitions for some gigabytes. */
  private static final long UNKNOWN_SIZE = 4L << 30;

  /** A gzip file of NDJSON holds about this many times its size. */
  private static final int GZIP_FACTOR = 10;

  private final ClaimPricer pricer;
  private final Supplier<CallInputs> terms;
  private final BulkFormat format;
  private final int threads;
  private final ProgressBar progress;

  /**
   * @param terms inputs for every call, a new object each time
   * @param threads that price at the same time
   */
  public BulkRun(
      ClaimPricer pricer,
      Supplier<CallInputs> terms,
      BulkFormat format,
      int threads,
      ProgressBar progress) {
    this.pricer = pricer;
    this.terms = terms;
    this.format = format;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * What a run came to.
   *
   * @param notUsed how many resources of each type pricing does not read
   */
  public record Result(BulkTotals totals, Map<String, Long> notUsed) {}

  /**
   * Prices all administrations of the inputs.
   *
   * @param inputs files, folders, or {@code -} for standard input
   * @param output a folder that is not there yet, or is empty
   * @param created the date and time of the claims
   * @throws IOException if an input cannot be read, or the output cannot be written; then there is
   *     no output
   */
  public Result price(List<String> inputs, InputStream standardInput, Path output, Instant created)
      throws IOException {
    List<InputFile> files = InputFile.of(inputs);
    try (OutputFolder folder = new OutputFolder(output);
        Workers workers = new Workers(threads);
        SharedRecords shared = new SharedRecords(folder.temporary().resolve("shared"))) {
      PartsWithoutPatient parts = new PartsWithoutPatient();
      PatientPartitions partitions =
          new PatientPartitions(
              folder.temporary().resolve("patients"),
              0,
              PatientPartitions.bits(size(files), PARTITION, MOST_BITS));
      Sorting sorting = new Sorting(partitions, shared, parts, workers);
      try (partitions) {
        sort(files, standardInput, sorting);
        workers.finish();
      }
      PatientPricer patients =
          new PatientPricer(pricer.withClock(Clock.fixed(created, ZoneOffset.UTC)), terms);
      BulkTotals totals = new BulkTotals();
      start(folder);
      Supplier<PartitionPricing> pricing =
          () ->
              new PartitionPricing(
                  files,
                  patients,
                  new SharedStore(shared::find, sorting.server().orElse(null)),
                  parts,
                  PartitionPricing.large(Runtime.getRuntime().maxMemory(), threads));
      price(partitions.partitions(), pricing, workers, folder, totals);
      report(folder, totals, created);
      folder.publish();
      return new Result(totals, sorting.notUsed());
    } finally {
      progress.close();
    }
  }

  private void report(OutputFolder folder, BulkTotals totals, Instant created) throws IOException {
    try (BufferedWriter summary = Files.newBufferedWriter(folder.file(Reports.SUMMARY))) {
      Reports.summary(totals, summary);
    }
    try (BufferedWriter manifest = Files.newBufferedWriter(folder.file(Reports.MANIFEST))) {
      Reports.manifest(
          totals,
          "price-units price --bulk",
          created,
          List.of(
              new AnswerFile("Claim", format.claims(), totals.claims()),
              new AnswerFile("ChargeItem", Reports.CHARGE_ITEMS, totals.chargeItems())),
          List.of(new AnswerFile("OperationOutcome", Reports.OUTCOMES, totals.outcomes())),
          manifest);
    }
  }

  private void sort(List<InputFile> files, InputStream standardInput, Sorting sorting)
      throws IOException {
    ReadProgress read = new ReadProgress(progress, bytes(files), System::nanoTime);
    for (int i = 0; i < files.size(); i++) {
      InputFile file = files.get(i);
      try (InputStream in = file.open(standardInput, raw -> read.of(raw, file.name()))) {
        sorting.sort(i, in);
      } catch (IOException e) {
        throw new IOException(file.name() + ": " + e.getMessage(), e);
      }
    }
  }

  /** Returns how many bytes will be read; 0 if that is not known. */
  private static long bytes(List<InputFile> files) {
    boolean known = files.stream().allMatch(file -> file.path() != null);
    return known ? files.stream().mapToLong(InputFile::bytes).sum() : 0;
  }

  private static long size(List<InputFile> files) {
    return files.stream()
        .mapToLong(
            file ->
                file.path() == null
                    ? UNKNOWN_SIZE
                    : file.name().endsWith(".gz") ? GZIP_FACTOR * file.bytes() : file.bytes())
        .sum();
  }

  /** Creates the files, so that they are there even if nothing is in them. */
  private void start(OutputFolder folder) throws IOException {
    Files.createFile(folder.file(Reports.OUTCOMES));
    if (format.as().chargeItems()) {
      Files.createFile(folder.file(Reports.CHARGE_ITEMS));
    }
    if (format.as().claims()) {
      try (BufferedWriter claims = Files.newBufferedWriter(folder.file(format.claims()))) {
        if (format.csv()) {
          ClaimLines.heading(claims);
        }
      }
    }
  }

  private void price(
      List<Partition> partitions,
      Supplier<PartitionPricing> pricing,
      Workers workers,
      OutputFolder folder,
      BulkTotals totals)
      throws IOException {
    BulkProgress rate = new BulkProgress(progress, partitions.size(), System::nanoTime);
    int number = 0;
    for (Partition partition : partitions) {
      String name = "part-" + number++;
      workers.submit(
          () -> {
            Answers answers = new Answers(folder.temporary(), name, format);
            try (answers) {
              pricing.get().price(partition, answers);
            }
            return () -> {
              take(answers, folder, totals);
              rate.done(answers.totals());
            };
          });
    }
    workers.finish();
    Answers alone = new Answers(folder.temporary(), "alone", format);
    try (alone) {
      pricing.get().priceLeftParts(alone);
    }
    take(alone, folder, totals);
  }

  private void take(Answers answers, OutputFolder folder, BulkTotals totals) throws IOException {
    if (format.as().claims()) {
      folder.append(answers.claimFile(), format.claims());
    }
    if (format.as().chargeItems()) {
      folder.append(answers.chargeFile(), Reports.CHARGE_ITEMS);
    }
    folder.append(answers.outcomeFile(), Reports.OUTCOMES);
    totals.add(answers.totals());
  }

  /** Returns the number of threads that use the whole machine. */
  public static int allCores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
