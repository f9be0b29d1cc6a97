package org.priceunits.server.browser;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ClasspathUtil;
import java.util.List;
import org.hl7.fhir.r4.model.OperationDefinition;

/**
 * Our published operations, each with an example body.
 *
 * @param definition the definition as published
 * @param example a request of the guide
 */
record OperationDefinitions(OperationDefinition definition, String example) {

  static List<OperationDefinitions> shipped(FhirContext fhir) {
    return List.of(
        of(
            fhir,
            "MedicationAdministration-price-units",
            "Parameters-waste-on-its-own-line-request"),
        of(fhir, "Claim-check-units", "Parameters-check-units-too-high-request"),
        of(fhir, "Claim-to-x12", "Parameters-x12-professional-request"));
  }

  private static OperationDefinitions of(FhirContext fhir, String definition, String example) {
    String json =
        ClasspathUtil.loadResource("/fhir-resources/OperationDefinition-" + definition + ".json");
    return new OperationDefinitions(
        fhir.newJsonParser().parseResource(OperationDefinition.class, json),
        ClasspathUtil.loadResource("/examples/" + example + ".json"));
  }

  /** Returns the type-level path of the operation below the FHIR base. */
  String path() {
    return "/" + definition.getResource().get(0).getValue() + "/$" + definition.getCode();
  }
}
