package org.priceunits.server.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.bulk.Reports;
import org.priceunits.server.bulk.Pieces.Kind;

/** The output of a complete job: the files, and the manifest that names them. */
final class JobFiles {
  private static final Map<String, Kind> LINES =
      Map.of(
          Reports.CLAIMS,
          Kind.CLAIM,
          Reports.CHARGE_ITEMS,
          Kind.CHARGE_ITEM,
          Reports.OUTCOMES,
          Kind.OUTCOME);

  private final JobTables tables;
  private final boolean tokenNeeded;
  private final ObjectMapper json = new ObjectMapper();

  JobFiles(JobTables tables, boolean tokenNeeded) {
    this.tables = tables;
    this.tokenNeeded = tokenNeeded;
  }

  /** Returns the media type of a file; empty if there is none of that name. */
  static Optional<String> type(String file) {
    return LINES.containsKey(file) || JobManifest.outcomesOf(file) > 0
        ? Optional.of("application/fhir+ndjson")
        : file.equals(Reports.SUMMARY) ? Optional.of("text/csv;charset=UTF-8") : Optional.empty();
  }

  /**
   * Writes a file of {@link #type}, a piece at a time. The job is kept meanwhile.
   *
   * @param chunks all chunks of the job, done and in their order
   * @throws JobGoneException if the job is removed before all is written
   */
  void write(Job job, List<Chunk> chunks, String file, OutputStream out) throws IOException {
    int manifest = JobManifest.outcomesOf(file);
    Kind kind = manifest > 0 ? Kind.OUTCOME : LINES.get(file);
    if (kind == null) {
      Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      Reports.summary(totals(chunks), text);
      text.flush();
      return;
    }
    for (Chunk chunk : chunks) {
      List<Integer> sequences = tables.pieces().sequences(job.id(), kind, chunk.number());
      // Asked after them: the pieces of a job that is gone are none.
      tables.jobs().touch(job.id());
      for (int sequence : sequences) {
        InputStream piece =
            Gzip.plain(tables.pieces().content(job.id(), kind, chunk.number(), sequence));
        if (manifest > 0) {
          some(job, piece, manifest, out);
        } else {
          piece.transferTo(out);
        }
      }
    }
  }

  /** Writes the outcomes that belong to one of the submitted manifests. */
  private void some(Job job, InputStream piece, int manifest, OutputStream out) throws IOException {
    int first = tables.submissions().manifests(job.id()).get(0).number();
    BufferedReader lines = new BufferedReader(new InputStreamReader(piece, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (JobManifest.manifestOf(line, first) == manifest) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
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
    Optional<String> submission = tables.submissions().id(job.id());
    ObjectNode manifest =
        submission.isEmpty()
            ? JobManifest.of(job, totals, tokenNeeded)
            : JobManifest.of(
                job,
                totals,
                tokenNeeded,
                submission.get(),
                tables.submissions().manifests(job.id()));
    return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
  }
}
