package org.priceunits.server.operation;

import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.ValueSet;
import org.priceunits.fhir.Canonicals;

/**
 * The implicit value set of all codes of a system, {@code [system]?fhir_vs}, which FHIR defines for
 * SNOMED CT and terminology servers answer for any system.
 */
final class ImplicitSets {
  private static final String ALL_CODES = "?fhir_vs";

  private ImplicitSets() {}

  /** Returns the parameters with the implicit value set that {@code url} names as a ValueSet. */
  static Parameters spelledOut(Parameters parameters) {
    parameters.getParameter().stream()
        .filter(parameter -> "url".equals(parameter.getName()) && parameter.hasValue())
        .forEach(ImplicitSets::spellOut);
    return parameters;
  }

  private static void spellOut(ParametersParameterComponent parameter) {
    String url = String.valueOf(parameter.getValue().primitiveValue());
    if (url.endsWith(ALL_CODES)) {
      ValueSet all = new ValueSet();
      all.setUrl(url).setStatus(PublicationStatus.ACTIVE);
      all.getCompose()
          .addInclude()
          .setSystem(Canonicals.preferred(url.substring(0, url.length() - ALL_CODES.length())));
      parameter.setName("valueSet").setValue(null).setResource(all);
    }
  }
}
