package org.priceunits.server.guard;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import ca.uhn.fhir.jpa.patch.FhirPatch;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.fge.jsonpatch.JsonPatch;
import com.github.fge.jsonpatch.JsonPatchException;
import com.github.fge.jsonpatch.JsonPatchModule;
import com.google.common.base.Strings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the size of a patched resource before the patch is applied: 22 copies of an array into
 * itself are four million arrays, from a kilobyte. The operations are tried one by one on a copy,
 * and each is measured before it runs. Every patch is checked, including those in entries of a
 * batch or transaction.
 */
@Interceptor
final class PatchBounds {
  /**
   * Functions allowed in a path of a FHIRPath Patch: FHIR requires a path to one element, which
   * needs no function that multiplies elements, runs a regular expression, or writes a log. The
   * operators between two expressions may precede a bracket too.
   */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "all",
          "and",
          "as",
          "contains",
          "count",
          "div",
          "empty",
          "endsWith",
          "exists",
          "extension",
          "first",
          "hasValue",
          "implies",
          "in",
          "is",
          "last",
          "lower",
          "mod",
          "modifierExtension",
          "not",
          "ofType",
          "or",
          "single",
          "skip",
          "startsWith",
          "tail",
          "take",
          "upper",
          "where",
          "xor");

  private static final Logger LOG = LoggerFactory.getLogger(PatchBounds.class);
  private static final int LONGEST_PATH = 1_000;
  private static final Pattern QUOTED =
      Pattern.compile(
          "'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|/\\*.*?\\*/|//[^\\r\\n]*+",
          Pattern.DOTALL);
  private static final Pattern CALL = Pattern.compile("(\\w++|`)\\s*+\\(");
  private static final Set<String> GROWING = Set.of("add", "insert");

  /**
   * Each operation of a JSON Patch copies the whole resource; this is about a second of copying.
   */
  private static final long WORK = 1L << 30;

  /** Maximum size of all copies of one JSON Patch together: some thousand names or addresses. */
  private static final long COPIED = 1L << 20;

  /** Approximate size of an element beside its text: its name, quotes and brackets. */
  private static final int ELEMENT = 16;

  private final FhirContext fhir;
  private final long longest;

  /** Reads decimals with all their digits; HAPI's and the library's own readers drop some. */
  private final ObjectMapper json =
      new ObjectMapper()
          .registerModule(new JsonPatchModule())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

  /**
   * @param longest maximum bytes of a resource that a patch enlarges
   */
  PatchBounds(FhirContext fhir, long longest) {
    this.fhir = fhir;
    this.longest = longest;
  }

  /** Refuses a resource in place of a patch before HAPI looks for its operations. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void received(RequestDetails request) {
    if (request.getRequestType() == RequestTypeEnum.PATCH
        && request.getResource() != null
        && !(request.getResource() instanceof Parameters)) {
      throw notApplied(
          "Its body is a %s; send Parameters with the operations."
              .formatted(request.getResource().fhirType()));
    }
  }

  /**
   * Answers 413 if the resource would become longer than a body may be, 422 to a path of a FHIRPath
   * Patch that does more than find an element, and 400 to a patch that cannot be applied.
   */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_PREPATCH)
  public void check(PrePatchDetails patch, @Nullable RequestDetails request) {
    switch (patch.getPatchType()) {
      case JSON_PATCH -> {
        Resource before = (Resource) patch.getResource();
        JsonNode after = checkJson(before, Strings.nullToEmpty(patch.getPatchBody()));
        if (request != null) {
          ExactDecimals.keep(request, before, fhir.newJsonParser(), after.toString());
        }
      }
      case FHIR_PATCH_JSON, FHIR_PATCH_XML -> {
        if (patch.getFhirPatchBody() instanceof Parameters operations
            && operations.hasParameter()) {
          checkFhir(((Resource) patch.getResource()).copy(), operations);
        } else {
          throw notApplied("It has no operation; send Parameters with at least one.");
        }
      }
      default -> {
        // XML Patch is refused earlier.
      }
    }
  }

  /** Returns the patched resource, with the digits of its decimals. */
  private JsonNode checkJson(Resource before, String body) {
    try {
      JsonNode operations = json.readTree(body);
      if (!operations.isArray()) {
        throw notApplied("It is no array of operations.");
      }
      JsonNode resource = json.readTree(fhir.newJsonParser().encodeResourceToString(before));
      if (size(resource, 0) * operations.size() > WORK) {
        throw tooLarge(
            "The patch has too many operations for a resource of this size. Send it in parts, or"
                + " update the resource.");
      }
      if (copies(operations)) {
        long copied = 0;
        for (JsonNode operation : operations) {
          copied += copied(operation, resource);
          if (copied > COPIED) {
            throw tooLarge(
                "The patch copies more than %d bytes. Copy less, or update the resource."
                    .formatted(COPIED));
          }
          resource = patch(json.createArrayNode().add(operation)).apply(resource);
        }
        checkLength(size(resource, 0));
        return resource;
      }
      return patch(operations).apply(resource);
    } catch (IOException | JsonPatchException | IllegalArgumentException | NullPointerException e) {
      LOG.debug("A patch is refused: {}", e.getClass().getSimpleName());
      throw notApplied(
          "Each operation has op, path and what its op needs, and its path is there in the"
              + " resource.");
    }
  }

  /** Reads the patch's own values with their digits too; the library's reader drops zeros. */
  private JsonPatch patch(JsonNode operations) throws IOException {
    return json.treeToValue(operations, JsonPatch.class);
  }

  private static boolean copies(JsonNode operations) {
    for (JsonNode operation : operations) {
      if (isCopy(operation)) {
        return true;
      }
    }
    return false;
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
    if (depth > JsonScan.MAX_DEPTH) {
      throw tooLarge(
          "The patch nests elements more than %d deep. Copy less into itself."
              .formatted(JsonScan.MAX_DEPTH));
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

  private void checkFhir(Resource resource, Parameters operations) {
    List<ParametersParameterComponent> all = operations.getParameter();
    all.forEach(operation -> checkPath(text(operation, "path")));
    try {
      for (ParametersParameterComponent operation : all) {
        if (GROWING.contains(text(operation, "type"))) {
          checkLength(size(resource) + added(resource, operation));
        }
        new FhirPatch(fhir).apply(resource, new Parameters().addParameter(operation.copy()));
      }
    } catch (PayloadTooLargeException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // HAPI and the library throw many; applying the patch itself would fail in the same way.
      LOG.debug("A patch is refused: {}", e.getClass().getSimpleName());
      throw notApplied(
          "Each operation has type, path and what its type needs, and its path is FHIRPath to one"
              + " element of the resource.");
    }
  }

  private static void checkPath(String path) {
    if (path.length() > LONGEST_PATH) {
      throw refusedPath("is longer than " + LONGEST_PATH + " characters");
    }
    String unquoted = QUOTED.matcher(path).replaceAll(" ");
    if (unquoted.indexOf('%') >= 0) {
      // Nested criteria that start from the whole resource again take exponential time.
      throw refusedPath("names a variable, such as %resource");
    }
    Matcher call = CALL.matcher(unquoted);
    while (call.find()) {
      if (!FUNCTIONS.contains(call.group(1))) {
        throw refusedPath("calls a function that is not one of " + new TreeSet<>(FUNCTIONS));
      }
    }
  }

  /** Returns the added size: all elements that the path finds get the value. */
  private long added(Resource resource, ParametersParameterComponent operation) {
    String path = text(operation, "path");
    String container =
        text(operation, "type").equals("insert")
            ? path.substring(0, Math.max(0, path.lastIndexOf('.')))
            : path;
    int found = fhir.newFhirPath().evaluate(resource, container, IBase.class).size();
    return found * size(operation);
  }

  private static long size(Base element) {
    long size = ELEMENT;
    if (element.hasPrimitiveValue()) {
      size += element.primitiveValue().length();
    }
    for (Property child : element.children()) {
      for (Base value : child.getValues()) {
        size += size(value);
      }
    }
    return size;
  }

  private static String text(ParametersParameterComponent operation, String part) {
    return operation.getPart().stream()
        .filter(p -> part.equals(p.getName()) && p.getValue() != null)
        .map(p -> Strings.nullToEmpty(p.getValue().primitiveValue()))
        .findFirst()
        .orElse("");
  }

  private void checkLength(long size) {
    if (size > longest) {
      throw tooLarge(
          "The patch makes the resource longer than the %d bytes that a body may have. Copy or add less."
              .formatted(longest));
    }
  }

  private static InvalidRequestException notApplied(String reason) {
    String text = "The patch cannot be applied. " + reason;
    return new InvalidRequestException(
        text, new Refusal(400, IssueType.PROCESSING, text).outcome());
  }

  private static PayloadTooLargeException tooLarge(String text) {
    return new PayloadTooLargeException(text, new Refusal(413, IssueType.TOOLONG, text).outcome());
  }

  private static UnprocessableEntityException refusedPath(String reason) {
    String text =
        "A path of the patch %s. Name the element by its place, with where(...) if needed."
            .formatted(reason);
    return new UnprocessableEntityException(
        text, new Refusal(422, IssueType.NOTSUPPORTED, text).outcome());
  }
}
