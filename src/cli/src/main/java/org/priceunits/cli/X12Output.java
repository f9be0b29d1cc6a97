package org.priceunits.cli;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.x12.ToX12Operation;
import org.priceunits.x12.X12Issue;

/** Collects priced claims and what their documents bring along, and writes them as X12 together. */
final class X12Output {
  private final Parameters call;

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
    if (linesOnly) {
      call.addParameter().setName("scope").setValue(new CodeType("lines"));
    }
  }

  void add(LocalPricing.Answered answered) {
    for (Claim claim : answered.priced().claims()) {
      call.addParameter().setName("claim").setResource(claim);
    }
    Resource document = answered.document().body();
    if (document instanceof Bundle bundle) {
      call.addParameter().setName("resource").setResource(bundle);
    } else if (document instanceof Parameters parameters) {
      parameters.getParameter().stream()
          .filter(ParametersParameterComponent::hasResource)
          .forEach(p -> call.addParameter().setName("resource").setResource(p.getResource()));
    }
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
              + (issue.path().isEmpty() ? "" : " (" + issue.path() + ")"));
    }
    return answer.issues().stream().noneMatch(X12Issue::refuses);
  }
}
