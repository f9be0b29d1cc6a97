package org.priceunits.server.guard;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.patch.FhirPatch;
import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import com.google.common.base.Strings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a FHIRPath Patch on a copy of the resource, one operation after the other, and measures
 * each before it runs.
 */
final class FhirPatchTrial {
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

  private static final Logger LOG = LoggerFactory.getLogger(FhirPatchTrial.class);
  private static final int LONGEST_PATH = 1_000;
  private static final Pattern QUOTED =
      Pattern.compile(
          "'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|/\\*.*?\\*/|//[^\\r\\n]*+",
          Pattern.DOTALL);
  private static final Pattern CALL = Pattern.compile("(\\w++|`)\\s*+\\(");
  private static final Set<String> GROWING = Set.of("add", "insert");

  /** Approximate size of an element beside its text: its name, quotes and brackets. */
  private static final int ELEMENT = 16;

  private final FhirContext fhir;
  private final long longest;

  /**
   * @param longest maximum bytes of the patched resource
   */
  FhirPatchTrial(FhirContext fhir, long longest) {
    this.fhir = fhir;
    this.longest = longest;
  }

  /**
   * Applies the operations to the copy. Answers 413 if it becomes too long, 422 to a path that does
   * more than find an element, and 400 to a patch that cannot be applied.
   */
  void apply(Resource resource, Parameters operations) {
    List<ParametersParameterComponent> all = operations.getParameter();
    all.forEach(operation -> checkPath(text(operation, "path")));
    try {
      for (ParametersParameterComponent operation : all) {
        if (GROWING.contains(text(operation, "type"))) {
          PatchRefusal.checkLength(size(resource) + added(resource, operation), longest);
        }
        new FhirPatch(fhir).apply(resource, new Parameters().addParameter(operation.copy()));
      }
    } catch (PayloadTooLargeException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // HAPI and the library throw many; applying the patch itself would fail in the same way.
      LOG.debug("A patch is refused: {}", e.getClass().getSimpleName());
      throw PatchRefusal.notApplied(
          "Each operation has type, path and what its type needs, and its path is FHIRPath to one"
              + " element of the resource.");
    }
  }

  private static void checkPath(String path) {
    if (path.length() > LONGEST_PATH) {
      throw PatchRefusal.path("is longer than " + LONGEST_PATH + " characters");
    }
    String unquoted = QUOTED.matcher(path).replaceAll(" ");
    if (unquoted.indexOf('%') >= 0) {
      // Nested criteria that start from the whole resource again take exponential time.
      throw PatchRefusal.path("names a variable, such as %resource");
    }
    Matcher call = CALL.matcher(unquoted);
    while (call.find()) {
      if (!FUNCTIONS.contains(call.group(1))) {
        throw PatchRefusal.path("calls a function that is not one of " + new TreeSet<>(FUNCTIONS));
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
}
