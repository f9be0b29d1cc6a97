package org.priceunits.spark;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.bulk.RecordScan.NotReadable;
import org.priceunits.bulk.RecordScan.OfPatient;
import org.priceunits.bulk.StoredLine;
import org.priceunits.pricing.CallTerms;
import org.priceunits.spark.ScannedLines.ScannedLine;

/**
 * Prices the administrations of NDJSON files into a folder. Reads the files twice: first for what
 * all patients share, then to bring the lines of each patient together.
 */
final class BulkJob {
  /** Tasks for each core, so that a slow one or a node that dies costs a part of the work only. */
  private static final int TASKS_A_CORE = 4;

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final Knowledge knowledge;
  private final CallTerms terms;
  private final Sizes sizes;

  /**
   * What is parted, and where.
   *
   * @param part bytes of a file that one task reads
   * @param partition bytes of the records that one task prices, about
   * @param broadcast most bytes of shared resources that every node holds in memory
   */
  record Sizes(long part, long partition, long broadcast) {
    static final Sizes USUAL = new Sizes(64L << 20, 32L << 20, 256L << 20);

    Sizes withBroadcast(long bytes) {
      return new Sizes(part, partition, bytes);
    }
  }

  /**
   * What a job came to.
   *
   * @param notUsed how many resources of each type pricing does not read
   */
  record Result(BulkTotals totals, Map<String, Long> notUsed) {}

  BulkJob(SparkSession spark, Knowledge knowledge, CallTerms terms, Sizes sizes) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hadoop = context.broadcast(new SerializableConfiguration(configuration()));
    this.knowledge = knowledge;
    this.terms = terms;
    this.sizes = sizes;
  }

  private Configuration configuration() {
    return context.hadoopConfiguration();
  }

  /**
   * Prices all administrations of the inputs.
   *
   * @param inputs files or folders, on any file system that Hadoop knows
   * @param output a folder that is not there yet, or is empty
   * @param created the date and time of the claims
   * @throws IOException if an input cannot be read, or the output cannot be written; then there is
   *     no output
   */
  Result price(List<String> inputs, String output, Instant created) throws IOException {
    Inputs files = Inputs.of(inputs, configuration(), sizes.part());
    try (OutputFolder folder = OutputFolder.at(output, configuration())) {
      List<FirstLook> looks = looks(files.parts());
      List<InputPart> parts = FirstLook.numbered(files.parts(), looks);
      JavaPairRDD<LineKey, byte[]> records = records(parts, looks);
      SharedResources resources =
          new SharedResources(lines(seen(parts, looks, look -> look.sharedBytes() > 0)));
      boolean few = looks.stream().mapToLong(FirstLook::sharedBytes).sum() <= sizes.broadcast();
      List<String> servers = FirstLook.servers(looks);
      PricePatients.Call call =
          new PricePatients.Call(
              files.names(),
              few ? resources.all() : Map.of(),
              servers.size() == 1 ? servers.get(0) : null,
              terms,
              created);
      JavaRDD<Answer> answers =
          (few ? records : records.union(resources.with(records, spark)))
              .repartitionAndSortWithinPartitions(new KeyRanges(partitions(files)))
              .mapPartitions(
                  new PricePatients(context.broadcast(knowledge), context.broadcast(call)))
              .persist(StorageLevel.DISK_ONLY());
      BulkTotals totals = folder.write(answers, terms.as(), spark, created);
      return new Result(totals, FirstLook.notUsed(looks));
    }
  }

  private List<FirstLook> looks(List<InputPart> parts) {
    Broadcast<SerializableConfiguration> configuration = hadoop;
    return distributed(parts)
        .map(part -> FirstLook.at(part, configuration.value().value()))
        .collect();
  }

  /** Returns the lines of all patients, those that name none too. */
  private JavaPairRDD<LineKey, byte[]> records(List<InputPart> parts, List<FirstLook> looks)
      throws IOException {
    JavaRDD<ScannedLine> all = lines(parts);
    JavaPairRDD<LineKey, byte[]> records =
        JavaPairRDD.fromJavaRDD(
            all.map(BulkJob::stored).filter(Objects::nonNull).map(KeyedLine::of));
    long withoutPatient = looks.stream().mapToLong(FirstLook::withoutPatient).sum();
    if (withoutPatient > PartsWithoutPatient.MOST) {
      throw new IOException(
          "More than %d records name an administration by partOf, but no patient. Add the subject to them."
              .formatted(PartsWithoutPatient.MOST));
    }
    return withoutPatient == 0
        ? records
        : records.union(
            context.parallelizePairs(
                PartsWithoutPatient.of(
                    lines(seen(parts, looks, look -> look.withoutPatient() > 0)), all)));
  }

  /** Returns the line as a record of its patient; null if it is none, or is placed otherwise. */
  private static @Nullable StoredLine stored(ScannedLine line) {
    if (line.scanned() instanceof OfPatient record && !PartsWithoutPatient.isOne(record)) {
      return StoredLine.of(line.file(), line.line().number(), line.line().bytes(), record);
    }
    return line.scanned() instanceof NotReadable not
        ? StoredLine.of(line.file(), line.line().number(), not)
        : null;
  }

  private static List<InputPart> seen(
      List<InputPart> parts, List<FirstLook> looks, Predicate<FirstLook> wanted) {
    return IntStream.range(0, parts.size())
        .filter(i -> wanted.test(looks.get(i)))
        .mapToObj(parts::get)
        .toList();
  }

  private JavaRDD<ScannedLine> lines(List<InputPart> parts) {
    Broadcast<SerializableConfiguration> configuration = hadoop;
    return distributed(parts).flatMap(part -> ScannedLines.of(part, configuration.value().value()));
  }

  private JavaRDD<InputPart> distributed(List<InputPart> parts) {
    return context.parallelize(parts, Math.max(1, parts.size()));
  }

  private int partitions(Inputs files) {
    long bySize = files.bytes() / sizes.partition() + 1;
    long byCores = (long) TASKS_A_CORE * context.defaultParallelism();
    return Math.toIntExact(Math.max(bySize, byCores));
  }
}
