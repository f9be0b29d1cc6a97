package org.priceunits.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.Reports;
import org.priceunits.cli.bulk.BulkFormat;
import org.priceunits.cli.bulk.BulkRun;
import org.priceunits.loading.ProgressBar;
import org.priceunits.pricing.ClaimPricer;
import picocli.CommandLine.Option;

/** The options of {@code price --bulk}, and the run that they describe. */
final class BulkOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "With --bulk: the new folder for claims, outcomes, summary and manifest.")
  private @Nullable Path out;

  @Option(
      names = "--created",
      paramLabel = "INSTANT",
      description =
          "With --bulk: the time of the claims, such as 2026-11-28T06:00:00Z; else now. Equal"
              + " inputs with an equal time give equal files.")
  private @Nullable Instant created;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "With --bulk: patients that are priced at the same time; else one a core.")
  private @Nullable Integer threads;

  @Option(
      names = "--progress",
      negatable = true,
      description =
          "With --bulk: a progress bar on the error stream; by itself on a terminal only.")
  private @Nullable Boolean progress;

  /** Returns what keeps the options from a run and what to do about it, or empty. */
  Optional<String> fault(OutputFormat format) {
    if (!format.isOfBulk()) {
      return Optional.of(
          "--bulk writes ndjson (the default) or csv, not %1$s. Leave --format %1$s or --bulk out."
              .formatted(format));
    }
    if (out == null) {
      return Optional.of("--bulk needs --out DIR: the new folder for what it writes.");
    }
    if (threads != null && threads < 1) {
      return Optional.of("--threads is 1 or more. Leave it out for one a core.");
    }
    return Optional.empty();
  }

  /** Returns true if the user states any of the options. */
  boolean isAnyStated() {
    return out != null || created != null || threads != null || progress != null;
  }

  /**
   * Prices the files into the folder and tells what was written and what was not read.
   *
   * @param asCsv true for a row for each claim line in place of NDJSON
   */
  BulkRun.Result price(
      List<String> files,
      SharedOptions shared,
      PricingOptions terms,
      boolean asCsv,
      Terminal terminal)
      throws IOException {
    Path folder = Objects.requireNonNull(out);
    ClaimPricer pricer = pricer(shared.knowledge());
    pricer.leftOut().forEach(fault -> terminal.say("left out: " + fault));
    BulkRun run =
        new BulkRun(
            pricer,
            () -> terms.inputs(shared),
            new BulkFormat(terms.as(), asCsv),
            threads == null ? BulkRun.allCores() : threads,
            new ProgressBar(terminal.progressBar(progress), 1));
    BulkRun.Result result =
        run.price(files, System.in, folder, created == null ? Instant.now() : created);
    result
        .notUsed()
        .forEach((type, count) -> terminal.say("not read: %,d %s".formatted(count, type)));
    terminal.out().printf("%s: %s%n", folder, Reports.counts(result.totals(), terms.as()));
    return result;
  }

  private static ClaimPricer pricer(@Nullable Path knowledge) throws IOException {
    return knowledge == null
        ? ClaimPricer.withShippedKnowledge()
        : ClaimPricer.withKnowledgeIn(knowledge);
  }
}
