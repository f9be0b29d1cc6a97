package org.priceunits.server.bulk;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** The parameters of a request by name. What has no value or a name that is not known is 400. */
final class NamedParameters {
  private final List<ParametersParameterComponent> parameters;

  /**
   * @param known names that the operation has
   * @param repeated those among them that may be sent several times
   * @throws NotPossibleException for any other
   */
  NamedParameters(Parameters body, Set<String> known, Set<String> repeated) {
    this.parameters = body.getParameter();
    Set<String> seen = new TreeSet<>();
    for (ParametersParameterComponent parameter : parameters) {
      String name = String.valueOf(parameter.getName());
      if (!known.contains(name)) {
        throw refusal(IssueType.NOTSUPPORTED, "The parameter %s is not known. Leave it out.", name);
      }
      if (!seen.add(name) && !repeated.contains(name)) {
        throw refusal(IssueType.INVALID, "The parameter %s is sent twice. Send one.", name);
      }
    }
  }

  List<ParametersParameterComponent> all(String name) {
    return parameters.stream().filter(p -> name.equals(p.getName())).toList();
  }

  @Nullable ParametersParameterComponent find(String name) {
    return all(name).stream().findFirst().orElse(null);
  }

  /** Returns a primitive value as text; null if the parameter is not there. */
  @Nullable String text(String name) {
    ParametersParameterComponent parameter = find(name);
    return parameter == null ? null : text(parameter.getValue(), name);
  }

  private static String text(@Nullable Type value, String name) {
    if (value == null || !value.isPrimitive() || !value.hasPrimitiveValue()) {
      throw refusal(IssueType.REQUIRED, "%s has no value. Send one.", name);
    }
    return value.primitiveValue().strip();
  }

  /** Returns the primitive value of the one part of that name. */
  static String part(ParametersParameterComponent whole, String name) {
    List<ParametersParameterComponent> parts =
        whole.getPart().stream().filter(part -> name.equals(part.getName())).toList();
    if (parts.size() != 1) {
      throw refusal(IssueType.REQUIRED, whole.getName() + " has one part %s. Correct it.", name);
    }
    return text(parts.get(0).getValue(), name);
  }

  private static NotPossibleException refusal(IssueType type, String text, String name) {
    return NotPossibleException.of(400, type, text.formatted(name));
  }
}
