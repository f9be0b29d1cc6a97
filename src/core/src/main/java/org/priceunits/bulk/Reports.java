package org.priceunits.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.priceunits.bulk.BulkTotals.BilledCode;
import org.priceunits.bulk.BulkTotals.Reason;
import org.priceunits.bulk.BulkTotals.Sum;
import org.priceunits.pricing.AdministrationResult.Status;
import org.priceunits.pricing.PricedAs;

/** Writes what a run came to: a summary for people, a manifest for programs. */
public final class Reports {
  /** The names of the reports, and of the files that every runner writes. */
  public static final String SUMMARY = "summary.csv";

  public static final String MANIFEST = "manifest.json";
  public static final String CLAIMS = "Claim.ndjson";
  public static final String CHARGE_ITEMS = "ChargeItem.ndjson";
  public static final String OUTCOMES = "OperationOutcome.ndjson";

  private Reports() {}

  /**
   * A file of the answer.
   *
   * @param type of its resources
   * @param url relative to the manifest
   * @param count of its resources
   */
  public record AnswerFile(String type, String url, long count) {}

  /** Returns the words that end a run: how many resources of each kind it wrote. */
  public static String counts(BulkTotals totals, PricedAs as) {
    String chargeItems =
        as.chargeItems() ? "%,d charge items, ".formatted(totals.chargeItems()) : "";
    return "%,d claims, %s%,d outcomes".formatted(totals.claims(), chargeItems, totals.outcomes());
  }

  /**
   * Writes the sums of the lines by code, then the administrations by result, then the issues, as
   * CSV of RFC 4180. Codes and numbers need no quotes.
   */
  public static void summary(BulkTotals totals, Appendable csv) throws IOException {
    row(csv, "what", "code", "modifiers", "count", "units", "net_usd");
    for (Map.Entry<BilledCode, Sum> line : totals.lines().entrySet()) {
      Sum sum = line.getValue();
      row(
          csv,
          "lines",
          line.getKey().code(),
          line.getKey().modifiers(),
          String.valueOf(sum.lines()),
          sum.units().toPlainString(),
          sum.net().toPlainString());
    }
    for (Map.Entry<Status, Long> result : totals.results().entrySet()) {
      row(csv, "administrations", result.getKey().code(), "", result.getValue().toString(), "", "");
    }
    for (Map.Entry<Reason, Long> issue : totals.issues().entrySet()) {
      Reason reason = issue.getKey();
      row(csv, reason.severity().toCode(), reason.code(), "", issue.getValue().toString(), "", "");
    }
  }

  private static void row(Appendable csv, String... fields) throws IOException {
    csv.append(String.join(",", fields)).append("\r\n");
  }

  /**
   * Writes the manifest in the form of the Bulk Data Access specification.
   *
   * @param request what was asked, for whoever finds the files
   * @param started the time that the answers are as of
   * @param output the files with claims and charge items; an empty one is left out
   * @param error the files with outcomes; an empty one is left out
   */
  public static void manifest(
      BulkTotals totals,
      String request,
      Instant started,
      List<AnswerFile> output,
      List<AnswerFile> error,
      Writer out)
      throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = json.createObjectNode();
    manifest.put("transactionTime", started.toString());
    manifest.put("request", request);
    manifest.put("requiresAccessToken", false);
    entries(manifest.putArray("output"), output);
    entries(manifest.putArray("error"), error);
    ObjectNode results = manifest.putObject("extension").putObject("summary");
    totals.results().forEach((status, count) -> results.put(status.code(), count));
    out.write(json.writerWithDefaultPrettyPrinter().writeValueAsString(manifest));
  }

  private static void entries(ArrayNode entries, List<AnswerFile> files) {
    for (AnswerFile file : files) {
      if (file.count() > 0) {
        entries
            .addObject()
            .put("type", file.type())
            .put("url", file.url())
            .put("count", file.count());
      }
    }
  }
}
