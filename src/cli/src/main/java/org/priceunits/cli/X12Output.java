package org.priceunits.cli;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
      add(bundle, "resource", path -> place(file, records.of("Bundle." + path)));
    } else if (document instanceof Parameters parameters) {
      for (int i = 0; i < parameters.getParameter().size(); i++) {
        Resource resource = parameters.getParameter().get(i).getResource();
        if (resource != null) {
          String at = "Parameters.parameter[" + i + "].resource.";
          add(resource, "resource", path -> place(file, records.of(at + path)));
        }
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
