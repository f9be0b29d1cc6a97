package org.priceunits.cli.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.bulk.BulkTotals.BilledCode;
import org.priceunits.bulk.BulkTotals.Reason;
import org.priceunits.bulk.BulkTotals.Sum;
import org.priceunits.pricing.AdministrationResult.Status;

/**
 * Writes what a run came to: {@code summary.csv} for people, {@code manifest.json} for programs.
 */
public final class Reports {
  public static final String SUMMARY = "summary.csv";
  static final String MANIFEST = "manifest.json";
  public static final String OUTCOMES = "OperationOutcome.ndjson";

  private static final CSVFormat CSV = CSVFormat.DEFAULT.builder().setRecordSeparator("\r\n").get();

  private Reports() {}

  /** Writes the sums of the lines by code, then the administrations by result, then the issues. */
  static void summary(BulkTotals totals, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      summary(totals, out);
    }
  }

  /** Writes the same to a stream, which stays open. */
  public static void summary(BulkTotals totals, Writer out) throws IOException {
    CSV.printRecord(out, "what", "code", "modifiers", "count", "units", "net_usd");
    for (Map.Entry<BilledCode, Sum> line : totals.lines().entrySet()) {
      Sum sum = line.getValue();
      CSV.printRecord(
          out,
          "lines",
          line.getKey().code(),
          line.getKey().modifiers(),
          sum.lines(),
          sum.units().toPlainString(),
          sum.net().toPlainString());
    }
    for (Map.Entry<Status, Long> result : totals.results().entrySet()) {
      CSV.printRecord(
          out, "administrations", result.getKey().code(), "", result.getValue(), "", "");
    }
    for (Map.Entry<Reason, Long> issue : totals.issues().entrySet()) {
      Reason reason = issue.getKey();
      CSV.printRecord(
          out, reason.severity().toCode(), reason.code(), "", issue.getValue(), "", "");
    }
  }

  /**
   * Writes the manifest in the form of the Bulk Data Access specification.
   *
   * @param started the time that the answers are as of
   */
  static void manifest(BulkTotals totals, BulkFormat format, Instant started, Path file)
      throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = json.createObjectNode();
    manifest.put("transactionTime", started.toString());
    manifest.put("request", "price-units price --bulk");
    manifest.put("requiresAccessToken", false);
    entry(manifest.putArray("output"), "Claim", format.fileName(), totals.claims());
    entry(manifest.putArray("error"), "OperationOutcome", OUTCOMES, totals.outcomes());
    ObjectNode results = manifest.putObject("extension").putObject("summary");
    totals.results().forEach((status, count) -> results.put(status.code(), count));
    json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), manifest);
  }

  private static void entry(ArrayNode files, String type, String url, long count) {
    if (count > 0) {
      files.addObject().put("type", type).put("url", url).put("count", count);
    }
  }
}
