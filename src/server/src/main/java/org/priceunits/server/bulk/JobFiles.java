package org.priceunits.server.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.cli.bulk.BulkFormat;
import org.priceunits.cli.bulk.Reports;
import org.priceunits.server.bulk.Pieces.Kind;

/** The output of a complete job: the files, and the manifest of the Bulk Data specification. */
final class JobFiles {
  private static final Map<String, Kind> LINES =
      Map.of(BulkFormat.NDJSON.fileName(), Kind.CLAIM, Reports.OUTCOMES, Kind.OUTCOME);

  private final JobTables tables;
  private final boolean tokenNeeded;
  private final ObjectMapper json = new ObjectMapper();

  JobFiles(JobTables tables, boolean tokenNeeded) {
    this.tables = tables;
    this.tokenNeeded = tokenNeeded;
  }

  /** Returns the media type of a file; empty if there is none of that name. */
  static Optional<String> type(String file) {
    return LINES.containsKey(file)
        ? Optional.of("application/fhir+ndjson")
        : file.equals(Reports.SUMMARY) ? Optional.of("text/csv;charset=UTF-8") : Optional.empty();
  }

  /**
   * Writes a file of {@link #type}, a piece at a time.
   *
   * @param chunks all chunks of the job, done and in their order
   */
  void write(Job job, List<Chunk> chunks, String file, OutputStream out) throws IOException {
    Kind kind = LINES.get(file);
    if (kind == null) {
      Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      Reports.summary(totals(chunks), text);
      text.flush();
      return;
    }
    for (Chunk chunk : chunks) {
      for (int sequence : tables.pieces().sequences(job.id(), kind, chunk.number())) {
        Gzip.plain(tables.pieces().content(job.id(), kind, chunk.number(), sequence))
            .transferTo(out);
      }
    }
  }

  private static BulkTotals totals(List<Chunk> chunks) {
    BulkTotals totals = new BulkTotals();
    chunks.forEach(chunk -> totals.add(TotalsJson.read(Objects.requireNonNull(chunk.totals()))));
    return totals;
  }

  /** Returns the manifest. */
  byte[] manifest(Job job, List<Chunk> chunks) throws IOException {
    BulkTotals totals = totals(chunks);
    String folder = job.base() + JobRequests.JOBS + job.id() + "/";
    ObjectNode manifest = json.createObjectNode();
    manifest.put("transactionTime", job.created().toString());
    manifest.put("request", job.request());
    manifest.put("requiresAccessToken", tokenNeeded);
    entry(manifest, "output", "Claim", folder + BulkFormat.NDJSON.fileName(), totals.claims());
    entry(
        manifest, "error", "OperationOutcome", folder + Reports.OUTCOMES, totals.outcomes());
    ObjectNode extension = manifest.putObject("extension");
    ObjectNode summary = extension.putObject("summary");
    totals.results().forEach((status, count) -> summary.put(status.code(), count));
    extension.put("summaryFile", folder + Reports.SUMMARY);
    extension.set("notUsed", json.readTree(Objects.requireNonNullElse(job.notUsed(), "{}")));
    return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
  }

  private static void entry(
      ObjectNode manifest, String list, String type, String url, long count) {
    ArrayNode files = manifest.putArray(list);
    if (count > 0) {
      files.addObject().put("type", type).put("url", url).put("count", count);
    }
  }
}
