package org.priceunits.server.guard;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.fge.jsonpatch.JsonPatch;
import com.github.fge.jsonpatch.JsonPatchException;
import com.github.fge.jsonpatch.JsonPatchModule;
import java.io.IOException;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.InputLimits;
import org.priceunits.server.settings.ValidationTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a JSON Patch on a copy of the resource, its operations one by one, and measures each before
 * it runs.
 */
final class JsonPatchTrial {
  private static final Logger LOG = LoggerFactory.getLogger(JsonPatchTrial.class);

  /**
   * Each operation of a JSON Patch copies the whole resource; this is about a second of copying.
   */
  private static final long WORK = 1L << 30;

  /** Maximum size of all copies of one JSON Patch together: some thousand names or addresses. */
  private static final long COPIED = 1L << 20;

  private final FhirContext fhir;
  private final long longest;

  /** Reads decimals with all their digits; HAPI's and the library's own readers drop some. */
  private final ObjectMapper json =
      new ObjectMapper()
          .registerModule(new JsonPatchModule())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

  private final ValidationTime time;

  /**
   * @param longest maximum bytes of the patched resource
   * @param time of the request that the patch belongs to
   */
  JsonPatchTrial(FhirContext fhir, long longest, ValidationTime time) {
    this.fhir = fhir;
    this.longest = longest;
    this.time = time;
  }

  /**
   * Returns the patched resource, with the digits of its decimals. Answers 413 to a patch that
   * copies or makes too much, and 400 to one that cannot be applied.
   */
  JsonNode apply(Resource before, String body) {
    try {
      JsonNode operations = json.readTree(body);
      if (!operations.isArray()) {
        throw PatchRefusal.notApplied("It is no array of operations.");
      }
      JsonNode resource = json.readTree(fhir.newJsonParser().encodeResourceToString(before));
      // Each operation copies what those before it have added as well.
      if ((size(resource, 0) + body.length()) * operations.size() > WORK) {
        throw PatchRefusal.tooLarge(
            "The patch has too many operations for its own size and that of the resource. Send it"
                + " in parts, or update the resource.");
      }
      return apply(operations, resource);
    } catch (IOException | JsonPatchException | IllegalArgumentException | NullPointerException e) {
      LOG.debug("A patch is refused: {}", e.getClass().getSimpleName());
      throw PatchRefusal.notApplied(
          "Each operation has op, path and what its op needs, and its path is there in the"
              + " resource.");
    }
  }

  /** Applies the operations one by one, as the library does, with the clock between them. */
  private JsonNode apply(JsonNode operations, JsonNode before)
      throws IOException, JsonPatchException {
    JsonNode resource = before;
    long copied = 0;
    for (JsonNode operation : operations) {
      time.check();
      copied += copied(operation, resource);
      if (copied > COPIED) {
        throw PatchRefusal.tooLarge(
            "The patch copies more than %d bytes. Copy less, or update the resource."
                .formatted(COPIED));
      }
      resource = patch(json.createArrayNode().add(operation)).apply(resource);
    }
    if (copied > 0) {
      PatchRefusal.checkLength(size(resource, 0), longest);
    }
    return resource;
  }

  /** Reads the patch's own values with their digits too; the library's reader drops zeros. */
  private JsonPatch patch(JsonNode operations) throws IOException {
    return json.treeToValue(operations, JsonPatch.class);
  }

  private static boolean isCopy(JsonNode operation) {
    return "copy".equals(operation.path("op").asText());
  }

  private static long copied(JsonNode operation, JsonNode resource) {
    return isCopy(operation)
        ? size(resource.at(JsonPointer.compile(operation.path("from").asText())), 0)
        : 0;
  }

  private static long size(JsonNode node, int depth) {
    if (depth > InputLimits.MAX_DEPTH) {
      throw PatchRefusal.tooLarge(
          "The patch nests elements more than %d deep. Copy less into itself."
              .formatted(InputLimits.MAX_DEPTH));
    }
    long size = node.isValueNode() ? node.asText().length() + 2L : 2;
    for (Map.Entry<String, JsonNode> child : node.properties()) {
      size += child.getKey().length() + 4 + size(child.getValue(), depth + 1);
    }
    if (node.isArray()) {
      for (JsonNode child : node) {
        size += 1 + size(child, depth + 1);
      }
    }
    return size;
  }
}
