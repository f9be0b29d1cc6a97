package org.priceunits.spark;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.Reports;
import org.priceunits.pricing.CallTerms;
import org.priceunits.pricing.SoftwareVersion;
import org.priceunits.spark.BulkJob.Sizes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The class for {@code spark-submit}: {@code price --bulk} on the nodes of a cluster. */
@Command(
    name = "price-units-spark",
    description = "Prices MedicationAdministrations on a Spark cluster.",
    mixinStandardHelpOptions = true,
    versionProvider = PriceJob.Version.class,
    footer = {
      "",
      "Example: spark-submit --class org.priceunits.spark.PriceJob price-units-spark.jar --input export --output claims",
      "Exit code 0: all priced; 1: something was refused; 2: an input cannot be used."
    })
public final class PriceJob implements Callable<Integer> {
  private static final int PRICED = 0;
  private static final int BAD_INPUT = 2;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      required = true,
      description =
          "NDJSON file, or folder of .ndjson and .ndjson.gz files, on any file system that Hadoop knows; may be repeated.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description =
          "The new folder for claims or charge items, outcomes, claim lines, summary and manifest.")
  private String output = "";

  @Option(
      names = "--knowledge",
      paramLabel = "DIR",
      description = "A folder made by load, read beside what this program brings.")
  private @Nullable String knowledge;

  @Mixin private final TermOptions terms = new TermOptions();

  @Option(
      names = "--created",
      paramLabel = "INSTANT",
      description =
          "The time of the claims, such as 2026-11-28T06:00:00Z; else now. Equal inputs with an equal time give equal"
              + " claims.")
  private @Nullable Instant created;

  @Option(
      names = "--broadcast-mb",
      paramLabel = "MB",
      defaultValue = "256",
      description =
          "Most megabytes of Medications, Organizations and the like that every node holds in memory (${DEFAULT-VALUE});"
              + " more are joined.")
  private int broadcastMb;

  @Option(
      names = "--refused-exit-code",
      paramLabel = "CODE",
      defaultValue = "1",
      description =
          "Exit code if something was refused (${DEFAULT-VALUE}); 0 for schedulers that run a job again that ends otherwise.")
  private int refusedExitCode;

  /** Answers {@code --version} with the words that the working of every line carries. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {SoftwareVersion.current()};
    }
  }

  /** Runs the job; ends the process if its exit code is not 0. */
  public static void main(String[] arguments) {
    int code = commandLine().execute(arguments);
    if (code != PRICED) {
      System.exit(code);
    }
  }

  /** The job with its options, for {@code execute}; its result is the exit code. */
  static CommandLine commandLine() {
    return new CommandLine(new PriceJob());
  }

  @Override
  public Integer call() {
    if (terms.terms().overridesNoPrice()) {
      throw new ParameterException(command(), "--price-override needs --as charge-item or both.");
    }
    // A notebook's session, and that of a platform's runner, is not ours to end.
    boolean ours = SparkSession.getDefaultSession().isEmpty();
    SparkSession spark = SparkSession.builder().appName("price-units").getOrCreate();
    try {
      return price(spark);
    } catch (Exception e) {
      say(reason(e));
      return BAD_INPUT;
    } finally {
      if (ours) {
        spark.stop();
      }
    }
  }

  private int price(SparkSession spark) throws IOException {
    CallTerms stated = terms.terms();
    Knowledge reference = Knowledge.in(knowledge, spark.sparkContext().hadoopConfiguration());
    reference.pricer().leftOut().forEach(fault -> say("left out: " + fault));
    Sizes sizes = Sizes.USUAL.withBroadcast((long) broadcastMb << 20);
    BulkJob.Result result =
        new BulkJob(spark, reference, stated, sizes)
            .price(inputs, output, created == null ? Instant.now() : created);
    result.notUsed().forEach((type, count) -> say("not read: %,d %s".formatted(count, type)));
    command().getOut().printf("%s: %s%n", output, Reports.counts(result.totals(), stated.as()));
    return result.totals().anyRefused() ? refusedExitCode : PRICED;
  }

  /** What a task could not read or write stands below what Spark says of the task. */
  private static String reason(Exception failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof IOException) {
        return String.valueOf(e.getMessage());
      }
    }
    return failure.toString().lines().findFirst().orElse("");
  }

  private void say(String text) {
    command().getErr().println(text);
  }

  private CommandLine command() {
    if (spec == null) {
      throw new IllegalStateException("The job was not started by picocli.");
    }
    return spec.commandLine();
  }
}
