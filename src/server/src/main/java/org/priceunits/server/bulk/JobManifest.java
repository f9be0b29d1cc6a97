package org.priceunits.server.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.bulk.Reports;
import org.priceunits.bulk.SourceOfIssue;
import org.priceunits.server.bulk.Submissions.Named;

/**
 * What a complete job answers: the manifest of the Bulk Data specification, and for a submission
 * its status manifest, where each file of outcomes belongs to one manifest that was submitted.
 */
final class JobManifest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE =
      "http://hl7.org/fhir/uv/bulkdata/StructureDefinition/BulkSubmitStatusManifest";
  private static final String STEM = "OperationOutcome-";
  private static final String END = ".ndjson";

  private final Job job;
  private final BulkTotals totals;
  private final String folder;
  private final ObjectNode manifest = JSON.createObjectNode();

  private JobManifest(Job job, BulkTotals totals, boolean tokenNeeded) {
    this.job = job;
    this.totals = totals;
    this.folder = job.base() + JobRequests.JOBS + job.id() + "/";
    manifest.put("transactionTime", job.created().toString());
    manifest.put("request", job.request());
    manifest.put("requiresAccessToken", tokenNeeded);
    ArrayNode output = manifest.putArray("output");
    entry(output, "Claim", Reports.CLAIMS, totals.claims());
    entry(output, "ChargeItem", Reports.CHARGE_ITEMS, totals.chargeItems());
  }

  /** Returns the manifest of a job. */
  static ObjectNode of(Job job, BulkTotals totals, boolean tokenNeeded) {
    JobManifest made = new JobManifest(job, totals, tokenNeeded);
    made.entry(
        made.manifest.putArray("error"), "OperationOutcome", Reports.OUTCOMES, totals.outcomes());
    return made.ended();
  }

  /**
   * Returns the status manifest of a submission.
   *
   * @param id that the submitter gave it
   */
  static ObjectNode of(
      Job job, BulkTotals totals, boolean tokenNeeded, String id, List<Named> named) {
    JobManifest made = new JobManifest(job, totals, tokenNeeded);
    made.manifest.put("submissionId", id).put("manifestType", TYPE);
    if (named.size() == 1) {
      made.manifest
          .get("output")
          .forEach(file -> ((ObjectNode) file).put("manifestUrl", named.get(0).url()));
    }
    ArrayNode outcomes = made.manifest.putArray("outcome");
    if (totals.outcomes() > 0) {
      for (Named submitted : named) {
        outcomes
            .addObject()
            .put("url", made.folder + STEM + submitted.number() + END)
            .put("manifestUrl", submitted.url());
      }
    }
    return made.ended();
  }

  private void entry(ArrayNode files, String type, String file, long count) {
    if (count > 0) {
      files.addObject().put("type", type).put("url", folder + file).put("count", count);
    }
  }

  private ObjectNode ended() {
    ObjectNode extension = manifest.putObject("extension");
    ObjectNode summary = extension.putObject("summary");
    totals.results().forEach((status, count) -> summary.put(status.code(), count));
    extension.put("summaryFile", folder + Reports.SUMMARY);
    extension.set("notUsed", tree(Objects.requireNonNullElse(job.notUsed(), "{}")));
    return manifest;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What a job holds is no JSON.", e);
    }
  }

  /**
   * Returns the name of a submitted file in messages.
   *
   * @param manifest number of its manifest
   * @param file position among the files of that manifest
   * @param name last part of its address
   */
  static String file(int manifest, int file, String name) {
    return manifest + "/" + file + "-" + name;
  }

  /** Returns the number of the manifest whose outcomes a file holds; 0 for any other file. */
  static int outcomesOf(String file) {
    return file.matches(STEM + "\\d{1,6}" + END)
        ? Integer.parseInt(file.substring(STEM.length(), file.length() - END.length()))
        : 0;
  }

  /**
   * Returns the number of the manifest that the records of an outcome came by.
   *
   * @param line OperationOutcome in JSON
   * @param first manifest of outcomes that name no file
   */
  static int manifestOf(String line, int first) {
    for (JsonNode issue : tree(line).path("issue")) {
      for (JsonNode extension : issue.path("extension")) {
        String file = extension.path("valueString").asText("");
        if (SourceOfIssue.FILE.equals(extension.path("url").asText()) && file.contains("/")) {
          return Integer.parseInt(file.substring(0, file.indexOf('/')));
        }
      }
    }
    return first;
  }
}
