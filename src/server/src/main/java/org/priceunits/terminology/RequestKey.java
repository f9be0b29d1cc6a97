package org.priceunits.terminology;

import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Type;

/** The cache key of a request; a request that contains resources has none. */
final class RequestKey {
  private static final char END = '\u0001';

  private RequestKey() {}

  /**
   * @param today the day that applies if the request names none
   */
  static Optional<String> of(TerminologyOperation operation, LocalDate today, Parameters request) {
    StringBuilder key =
        new StringBuilder(120).append(operation).append(END).append(today.toEpochDay());
    for (ParametersParameterComponent parameter : request.getParameter()) {
      if (parameter.hasResource() || parameter.hasPart()) {
        return Optional.empty();
      }
      key.append(END).append(parameter.getName()).append('=');
      if (!append(key, parameter.getValue())) {
        return Optional.empty();
      }
    }
    return Optional.of(key.toString());
  }

  private static boolean append(StringBuilder key, Type value) {
    if (value.hasExtension()) {
      return false;
    }
    if (value.isPrimitive()) {
      key.append(value.fhirType()).append(':').append(value.primitiveValue());
      return true;
    }
    if (value instanceof Coding coding) {
      append(key, coding);
      return !coding.hasUserSelected();
    }
    if (value instanceof CodeableConcept concept) {
      concept.getCoding().forEach(coding -> append(key, coding));
      key.append(END).append(concept.getText());
      return concept.getCoding().stream().noneMatch(c -> c.hasUserSelected() || c.hasExtension());
    }
    return false;
  }

  private static void append(StringBuilder key, Coding coding) {
    key.append(coding.getSystem()).append(END).append(coding.getVersion()).append(END);
    key.append(coding.getCode()).append(END).append(coding.getDisplay()).append(END);
  }
}
