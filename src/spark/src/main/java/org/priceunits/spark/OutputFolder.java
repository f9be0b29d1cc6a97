package org.priceunits.spark;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.bulk.Reports;
import org.priceunits.bulk.Reports.AnswerFile;
import org.priceunits.pricing.PricedAs;

/**
 * The output folder. The manifest is written last: a folder without one is not complete. A job that
 * fails or is interrupted leaves nothing.
 */
final class OutputFolder implements Closeable {
  static final String LINES = "claim-lines.parquet";

  private final FileSystem files;
  private final Path folder;
  private boolean complete;

  private OutputFolder(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /**
   * @throws IOException if the folder has files already
   */
  static OutputFolder at(String output, Configuration hadoop) throws IOException {
    Path folder = new Path(output);
    FileSystem files = folder.getFileSystem(hadoop);
    if (files.exists(folder)
        && (!files.getFileStatus(folder).isDirectory() || files.listStatus(folder).length > 0)) {
      throw new IOException(
          "%s is there already, and not empty. Name another folder for the answers, or move it away."
              .formatted(output));
    }
    files.mkdirs(folder);
    files.deleteOnExit(folder);
    return new OutputFolder(files, folder);
  }

  /**
   * Writes all files.
   *
   * @param answers kept, so that each patient is priced once
   * @param as the resources that the lines are written as
   * @param created the time that the answers are as of
   */
  BulkTotals write(JavaRDD<Answer> answers, PricedAs as, SparkSession spark, Instant created)
      throws IOException {
    List<BulkTotals> parts = answers.map(Answer::totals).filter(Objects::nonNull).collect();
    if (as.claims()) {
      answers.flatMap(answer -> answer.claims().iterator()).saveAsTextFile(path(Reports.CLAIMS));
      spark
          .createDataFrame(answers.flatMap(answer -> answer.lines().iterator()), ClaimLines.SCHEMA)
          .write()
          .parquet(path(LINES));
    }
    if (as.chargeItems()) {
      answers
          .flatMap(answer -> answer.chargeItems().iterator())
          .saveAsTextFile(path(Reports.CHARGE_ITEMS));
    }
    answers.flatMap(answer -> answer.outcomes().iterator()).saveAsTextFile(path(Reports.OUTCOMES));
    BulkTotals totals = new BulkTotals();
    parts.forEach(totals::add);
    try (Writer summary = writer(Reports.SUMMARY)) {
      Reports.summary(totals, summary);
    }
    try (Writer manifest = writer(Reports.MANIFEST)) {
      Reports.manifest(
          totals,
          "price-units-spark",
          created,
          Stream.concat(
                  files("Claim", Reports.CLAIMS, parts, BulkTotals::claims),
                  files("ChargeItem", Reports.CHARGE_ITEMS, parts, BulkTotals::chargeItems))
              .toList(),
          files("OperationOutcome", Reports.OUTCOMES, parts, BulkTotals::outcomes).toList(),
          manifest);
    }
    complete = true;
    files.cancelDeleteOnExit(folder);
    return totals;
  }

  /** Spark writes a file for each partition, in the order of the partitions. */
  private static Stream<AnswerFile> files(
      String type, String name, List<BulkTotals> parts, ToLongFunction<BulkTotals> count) {
    return IntStream.range(0, parts.size())
        .mapToObj(
            i ->
                new AnswerFile(
                    type, "%s/part-%05d".formatted(name, i), count.applyAsLong(parts.get(i))));
  }

  private String path(String name) {
    return new Path(folder, name).toString();
  }

  private Writer writer(String name) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(
            files.create(new Path(folder, name), false), StandardCharsets.UTF_8));
  }

  /** Removes what is not complete. */
  @Override
  public void close() throws IOException {
    if (!complete) {
      files.delete(folder, true);
    }
  }
}
