package org.priceunits.server.operation;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;

/**
 * Refuses a parameter that is given twice where the definition of the terminology operations lets
 * it be given once: which of the two is meant cannot be known.
 */
final class Cardinality {
  /**
   * What is 0..* in FHIR R4 or R5 ($expand, $lookup, $translate, $validate-code), or in HL7's
   * terminology ecosystem.
   */
  private static final Set<String> MANY =
      Set.of(
          "check-system-version",
          "check-valueset-version",
          "default-valueset-version",
          "dependency",
          "designation",
          "exclude-system",
          "force-system-version",
          "force-valueset-version",
          "property",
          "supplement",
          "system-version",
          "tx-resource",
          "useSupplement",
          "validation");

  private Cardinality() {}

  /** Refuses with 400 that names the parameter, also in each validation of a batch. */
  static void check(Parameters parameters) {
    Set<String> seen = new HashSet<>();
    for (ParametersParameterComponent parameter : parameters.getParameter()) {
      String name = parameter.getName();
      if (!MANY.contains(name) && !seen.add(name)) {
        throw new InvalidRequestException(
            "Parameter '" + name + "' is given more than once. Send the one that is meant.");
      }
      if (parameter.getResource() instanceof Parameters validation) {
        check(validation);
      }
    }
  }
}
