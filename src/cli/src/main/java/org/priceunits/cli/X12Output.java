package org.priceunits.cli;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.x12.ToX12Operation;
import org.priceunits.x12.X12Issue;

/** Collects priced claims and what their documents bring along, and writes them as X12 together. */
final class X12Output {
  private static final Pattern PARAMETER =
      Pattern.compile("Parameters\\.parameter\\[(\\d+)](?:\\.resource)?\\.?(.*)");

  private final Parameters call;

  private record Named(String file, Resource resource) {}

  /** What each name stands for in the file that used it first. */
  private final Map<String, Named> named = new HashMap<>();

  private final List<String> mixed = new ArrayList<>();

  /** For each parameter of the call, what turns a path below it into a place of a user's file. */
  private final List<UnaryOperator<String>> places = new ArrayList<>();

  /**
   * @param inputs Parameters with further inputs of {@code $to-x12}; null for none
   */
  X12Output(@Nullable Path inputs, boolean linesOnly) throws IOException {
    this.call =
        inputs == null
            ? new Parameters()
            : FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(Parameters.class, Files.readString(inputs));
    for (int i = 0; i < call.getParameter().size(); i++) {
      boolean resource = call.getParameter().get(i).hasResource();
      if (resource) {
        hold(String.valueOf(inputs), call.getParameter().get(i).getResource(), null);
      }
      String at = inputs + ": Parameters.parameter[" + i + "]" + (resource ? ".resource" : "");
      places.add(path -> at + (path.isEmpty() ? "" : "." + path));
    }
    if (linesOnly) {
      call.addParameter().setName("scope").setValue(new CodeType("lines"));
      places.add(path -> "--format");
    }
  }

  /**
   * Adds the claims of a document, and what it brings along.
   *
   * @param file the document, as the user named it
   */
  void add(String file, LocalPricing.Answered answered) {
    List<Claim> claims = answered.priced().claims();
    for (int i = 0; i < claims.size(); i++) {
      String which = claims.size() == 1 ? "the claim" : "claim " + (i + 1);
      add(claims.get(i), "claim", path -> "%s of %s: Claim.%s".formatted(which, file, path));
    }
    RecordPlaces records = new RecordPlaces(answered.document());
    Resource document = answered.document().body();
    if (document instanceof Bundle bundle) {
      bundle.getEntry().stream()
          .filter(Bundle.BundleEntryComponent::hasResource)
          .forEach(entry -> hold(file, entry.getResource(), entry.getFullUrl()));
      add(bundle, "resource", path -> place(file, records.of("Bundle." + path)));
    } else if (document instanceof Parameters parameters) {
      for (int i = 0; i < parameters.getParameter().size(); i++) {
        Resource resource = parameters.getParameter().get(i).getResource();
        if (resource != null) {
          hold(file, resource, null);
          String at = "Parameters.parameter[" + i + "].resource.";
          add(resource, "resource", path -> place(file, records.of(at + path)));
        }
      }
    }
  }

  /**
   * All files are written in one call, in which a name stands for one resource: two files that mean
   * others by it would have their claims mixed up.
   */
  private void hold(String file, Resource resource, @Nullable String fullUrl) {
    String id = resource.getIdElement().getIdPart();
    String local = id == null ? "" : resource.fhirType() + "/" + id;
    for (String name :
        Stream.of(Objects.requireNonNullElse(fullUrl, ""), local).distinct().toList()) {
      Named before = name.isEmpty() ? null : named.putIfAbsent(name, new Named(file, resource));
      if (before != null
          && !before.file().equals(file)
          && !before.resource().equalsDeep(resource)) {
        mixed.add(
            "%s is one resource in %s and another in %s. Write the files one by one, or give each resource an id of its own."
                .formatted(name, before.file(), file));
      }
    }
  }

  private void add(Resource resource, String name, UnaryOperator<String> place) {
    call.addParameter().setName(name).setResource(resource);
    places.add(place);
  }

  private static String place(String file, RecordPlaces.Place place) {
    return "%s: %s"
        .formatted(
            file,
            place.record().isEmpty() || place.element().isEmpty()
                ? place.record() + place.element()
                : place.record() + "." + place.element());
  }

  /** Returns where a path of the call points to in what the user gave. */
  private String place(String path) {
    Matcher parameter = PARAMETER.matcher(path);
    if (!parameter.matches()) {
      return path;
    }
    int index = Integer.parseInt(parameter.group(1));
    return index < places.size() ? places.get(index).apply(parameter.group(2)) : path;
  }

  /**
   * Writes the claims.
   *
   * @param say gets a line for each thing that lacks
   * @return true if nothing lacks
   * @throws CallRefusedException if an input cannot be used
   */
  boolean write(ToX12Operation operation, PrintWriter out, Consumer<String> say) {
    boolean anyClaim = call.getParameter().stream().anyMatch(p -> "claim".equals(p.getName()));
    if (!anyClaim) {
      say.accept("There is no claim to write.");
      return false;
    }
    if (!mixed.isEmpty()) {
      mixed.forEach(say);
      return false;
    }
    ToX12Operation.Answer answer = operation.answer(call, Map.of(), null, new EmptyStore());
    answer.files().forEach(out::print);
    out.flush();
    for (X12Issue issue : answer.issues()) {
      say.accept(
          issue.code().code()
              + ": "
              + issue.text()
              + (issue.path().isEmpty() ? "" : " (" + place(issue.path()) + ")"));
    }
    return answer.issues().stream().noneMatch(X12Issue::refuses);
  }
}
