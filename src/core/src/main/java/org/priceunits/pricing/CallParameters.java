package org.priceunits.pricing;

import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;

/** Reads single parameters of a call by their type; a parameter of another type is refused. */
final class CallParameters {
  private CallParameters() {}

  static <T extends Type> T value(
      ParametersParameterComponent parameter, Class<T> type, String path) {
    return Optional.ofNullable(parameter.getValue())
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(() -> unknownOrEmpty(parameter.getName(), path));
  }

  static <T extends Resource> T resource(
      ParametersParameterComponent parameter, Class<T> type, String path) {
    return Optional.ofNullable(parameter.getResource())
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(() -> unknownOrEmpty(parameter.getName(), path));
  }

  /** Returns the text of a primitive value. */
  static String text(ParametersParameterComponent parameter, String path) {
    Type value = parameter.getValue();
    if (value == null || !value.isPrimitive() || value.primitiveValue() == null) {
      throw unknownOrEmpty(parameter.getName(), path);
    }
    return value.primitiveValue();
  }

  /** Returns the HCPCS code of a Coding or a plain code; empty if it is of another system. */
  static String hcpcs(ParametersParameterComponent parameter) {
    if (parameter.getValue() instanceof Coding coding) {
      boolean hcpcs = !coding.hasSystem() || Canonicals.isHcpcs(coding.getSystem());
      return hcpcs ? String.valueOf(coding.getCode()) : "";
    }
    return String.valueOf(
        parameter.getValue() == null ? "" : parameter.getValue().primitiveValue());
  }

  /** Refuses a parameter that only an asynchronous call takes. */
  static CallRefusedException onlyAsynchronous(String name, String path) {
    return CallRefusedException.notUnderstood(
        IssueCode.PARAMETER_NOT_VALID,
        path,
        "%s is an input of the asynchronous form. Send the header Prefer: respond-async to MedicationAdministration/$price-units of a server."
            .formatted(name));
  }

  /** Refuses a parameter of an unknown name, or without a value of its type. */
  static CallRefusedException unknownOrEmpty(String name, String path) {
    return CallRefusedException.notUnderstood(
        IssueCode.PARAMETER_NOT_VALID,
        path,
        "The parameter %s is not one of $price-units, or has no value of its type. See the OperationDefinition."
            .formatted(name.length() > 40 ? name.substring(0, 40) : name));
  }
}
