package org.priceunits.pricing.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.CallInputs.Input;
import org.priceunits.pricing.CallRefusedException;

/**
 * A call of {@code $check-units}.
 *
 * @param path FHIRPath of the claim in the body; the type name for a stored claim
 * @param inputs all other inputs of the body
 * @param named names of all inputs, of body and query
 */
record CheckUnitsRequest(Claim claim, String path, List<Input> inputs, Set<String> named) {
  private static final String CLAIM = "claim";

  /** The inputs with the same meaning as in {@code $price-units}. */
  private static final Set<String> SHARED =
      Set.of(
          "administration",
          "administrationReference",
          "resource",
          "statement",
          "payer",
          "coverage",
          "provider",
          "billingCode",
          "modifier",
          "timeZone",
          "asOf");

  /** The parts read so far, before the call is known to be complete. */
  private record Found(@Nullable Claim claim, String path, List<Input> inputs) {}

  static CheckUnitsRequest read(
      @Nullable Resource body, Map<String, String[]> query, @Nullable Claim instance) {
    Found found = found(body, instance);
    if (found.claim() == null) {
      throw refused("There is no claim to check. Send it as claim, or name a stored one.", "");
    }
    Set<String> named = new HashSet<>();
    found.inputs().forEach(i -> named.add(String.valueOf(i.parameter().getName())));
    // Names with an underscore control the response format and belong to HAPI.
    query.keySet().stream().filter(n -> !n.startsWith("_")).forEach(named::add);
    for (String name : named) {
      if (!SHARED.contains(name)) {
        throw refused(
            "The parameter %s is not one of $check-units. See the OperationDefinition."
                .formatted(name.length() > 40 ? name.substring(0, 40) : name),
            "");
      }
    }
    return new CheckUnitsRequest(found.claim(), found.path(), found.inputs(), named);
  }

  private static Found found(@Nullable Resource body, @Nullable Claim instance) {
    if (body == null) {
      return new Found(instance, "Claim", List.of());
    }
    if (body instanceof Claim claim && instance == null) {
      return new Found(claim, "Claim", List.of());
    }
    if (!(body instanceof Parameters parameters)) {
      throw refused("Send Parameters, or a Claim alone to the type.", body.fhirType());
    }
    Claim claim = instance;
    String path = "Claim";
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < parameters.getParameter().size(); i++) {
      ParametersParameterComponent parameter = parameters.getParameter().get(i);
      String at = "Parameters.parameter[" + i + "]";
      if (!CLAIM.equals(parameter.getName())) {
        inputs.add(new Input(at, parameter));
      } else if (claim == null && parameter.getResource() instanceof Claim stated) {
        claim = stated;
        path = at + ".resource";
      } else {
        throw refused("One claim is checked at a time. Send one, or name a stored one.", at);
      }
    }
    return new Found(claim, path, inputs);
  }

  private static RuntimeException refused(String text, String path) {
    return CallRefusedException.notUnderstood(IssueCode.PARAMETER_NOT_VALID, path, text);
  }
}
