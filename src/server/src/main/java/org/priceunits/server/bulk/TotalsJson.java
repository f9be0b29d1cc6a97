package org.priceunits.server.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.bulk.BulkTotals.BilledCode;
import org.priceunits.bulk.BulkTotals.Reason;
import org.priceunits.bulk.BulkTotals.Sum;
import org.priceunits.pricing.AdministrationResult.Status;

/** The sums of a chunk as JSON; amounts as text, so that no digit is lost. */
final class TotalsJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TotalsJson() {}

  static String write(BulkTotals totals) {
    ObjectNode all = JSON.createObjectNode();
    all.put("claims", totals.claims()).put("outcomes", totals.outcomes());
    ArrayNode lines = all.putArray("lines");
    totals
        .lines()
        .forEach(
            (code, sum) ->
                lines
                    .addObject()
                    .put("code", code.code())
                    .put("modifiers", code.modifiers())
                    .put("lines", sum.lines())
                    .put("units", sum.units().toString())
                    .put("net", sum.net().toString()));
    ObjectNode results = all.putObject("results");
    totals.results().forEach((status, count) -> results.put(status.name(), count));
    ArrayNode issues = all.putArray("issues");
    totals
        .issues()
        .forEach(
            (reason, count) ->
                issues
                    .addObject()
                    .put("severity", reason.severity().name())
                    .put("code", reason.code())
                    .put("count", count));
    return all.toString();
  }

  static BulkTotals read(String json) {
    try {
      JsonNode all = JSON.readTree(json);
      Map<BilledCode, Sum> lines = new TreeMap<>();
      for (JsonNode line : all.get("lines")) {
        lines.put(
            new BilledCode(line.get("code").asText(), line.get("modifiers").asText()),
            new Sum(
                line.get("lines").asLong(),
                new BigDecimal(line.get("units").asText()),
                new BigDecimal(line.get("net").asText())));
      }
      Map<Status, Long> results = new EnumMap<>(Status.class);
      all.get("results")
          .fields()
          .forEachRemaining(r -> results.put(Status.valueOf(r.getKey()), r.getValue().asLong()));
      Map<Reason, Long> issues = new TreeMap<>();
      for (JsonNode issue : all.get("issues")) {
        issues.put(
            new Reason(
                IssueSeverity.valueOf(issue.get("severity").asText()), issue.get("code").asText()),
            issue.get("count").asLong());
      }
      return BulkTotals.of(
          lines, results, issues, all.get("claims").asLong(), all.get("outcomes").asLong());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The sums of a chunk are no JSON.", e);
    }
  }
}
