package org.priceunits.server.operation;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;

/** The resource that an instance-level call is on, and what its parameters say of it. */
final class Focus {
  private static final Set<String> INLINE = Set.of("codeSystem", "conceptMap", "valueSet");
  private static final Set<String> CODINGS = Set.of("coding", "codingA", "codingB");

  /** What states the version of the resource, by its type (FHIR R4 and R5). */
  private static final Map<String, String> VERSIONS =
      Map.of(
          "CodeSystem", "version",
          "ConceptMap", "conceptMapVersion",
          "ValueSet", "valueSetVersion");

  private final String address;
  private final String canonical;
  private final boolean isSystem;

  /**
   * @param address {@code Type/id}
   * @param canonical its {@code url|version}, or its URL
   */
  Focus(String address, String canonical) {
    this.address = address;
    this.canonical = canonical;
    this.isSystem = address.startsWith("CodeSystem/");
  }

  /**
   * Names the resource under the given parameter. A version that is stated beside goes: the name
   * has it.
   *
   * @throws InvalidRequestException if a parameter names another one
   */
  void nameIn(Parameters parameters, String name) {
    parameters.getParameter().forEach(this::check);
    parameters
        .getParameter()
        .removeIf(
            parameter -> name.equals(parameter.getName()) || statesVersion(parameter.getName()));
    parameters.addParameter().setName(name).setValue(new UriType(canonical));
  }

  private void check(ParametersParameterComponent parameter) {
    String name = parameter.getName();
    boolean other =
        parameter.hasResource()
            ? INLINE.contains(name)
            : parameter.getValue() instanceof Coding coding
                ? isSystem && CODINGS.contains(name) && isOther(coding.getSystem())
                : parameter.hasValue()
                    && (statesVersion(name)
                        ? !canonical.endsWith("|" + parameter.getValue().primitiveValue())
                        : namesFocus(name) && isOther(parameter.getValue().primitiveValue()));
    if (other) {
      throw new InvalidRequestException(
          "The call is on %s, whose address is %s, and parameter '%s' names another. Leave it out, or call the operation on the type."
              .formatted(address, canonical, name));
    }
  }

  private boolean namesFocus(String name) {
    return name.equals("url") || isSystem && name.equals("system");
  }

  private boolean statesVersion(String name) {
    String type = address.substring(0, address.indexOf('/'));
    return canonical.indexOf('|') >= 0 && name.equals(VERSIONS.get(type));
  }

  private boolean isOther(@Nullable String stated) {
    if (stated == null) {
      return false;
    }
    String[] own = canonical.split("\\|", 2);
    String[] named = stated.split("\\|", 2);
    boolean version = named.length == 1 || own.length == 1 || named[1].equals(own[1]);
    return !version || !Canonicals.isSame(named[0], own[0]);
  }
}
