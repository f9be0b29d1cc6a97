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
import org.priceunits.server.settings.ValidationTime;
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

  /** Most operations of one patch: each searches the whole resource for its path. */
  private static final int OPERATIONS = 1_000;

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
  private final ValidationTime time;

  /**
   * @param longest maximum bytes of the patched resource
   * @param time of the request that the patch belongs to
   */
  FhirPatchTrial(FhirContext fhir, long longest, ValidationTime time) {
    this.fhir = fhir;
    this.longest = longest;
    this.time = time;
  }

  /**
   * Applies the operations to the copy. Answers 413 if it becomes too long, 422 to a path that does
   * more than find an element, and 400 to a patch that cannot be applied.
   */
  void apply(Resource resource, Parameters operations) {
    List<ParametersParameterComponent> all = operations.getParameter();
    if (all.size() > OPERATIONS) {
      throw PatchRefusal.tooLarge(
          "The patch has %d operations; %d are applied at once. Send it in parts, or update the resource."
              .formatted(all.size(), OPERATIONS));
    }
    all.forEach(operation -> checkPath(text(operation, "path")));
    // Not less than the size of the resource, which is measured again only near the limit.
    long atMost = size(resource);
    for (ParametersParameterComponent operation : all) {
      time.check();
      atMost = grown(resource, atMost, operation);
      applyOne(resource, operation);
    }
  }

  private long grown(Resource resource, long atMost, ParametersParameterComponent operation) {
    try {
      long added = added(resource, operation);
      if (atMost + added <= longest) {
        return atMost + added;
      }
      long grown = size(resource) + added;
      if (GROWING.contains(text(operation, "type"))) {
        PatchRefusal.checkLength(grown, longest);
      }
      return grown;
    } catch (PayloadTooLargeException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw notApplied(e);
    }
  }

  private void applyOne(Resource resource, ParametersParameterComponent operation) {
    try {
      new FhirPatch(fhir).apply(resource, new Parameters().addParameter(operation.copy()));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw notApplied(e);
    }
  }

  /** HAPI and the library throw many; applying the patch itself would fail in the same way. */
  private static RuntimeException notApplied(Throwable e) {
    LOG.debug("A patch is refused: {}", e.getClass().getSimpleName());
    return PatchRefusal.notApplied(
        "Each operation has type, path and what its type needs, and its path is FHIRPath to one"
            + " element of the resource.");
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
    String type = text(operation, "type");
    if (!GROWING.contains(type)) {
      return size(operation);
    }
    String path = text(operation, "path");
    String container =
        type.equals("insert") ? path.substring(0, Math.max(0, path.lastIndexOf('.'))) : path;
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
