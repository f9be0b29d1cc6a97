package org.priceunits.terminology;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.PropertyComponent;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.r5.model.ValueSet;

/**
 * Determines the properties that an expansion shows: those of the call, else those that the value
 * set itself names (R5's {@code ValueSet.compose.property}). FHIR lets both name a property by its
 * code, by its URI or, for all, by a star; the library knows codes alone. The properties are those
 * of the code systems that the set includes, itself or through the sets that it imports.
 */
final class PropertiesToReturn {
  private static final String PROPERTY = "property";
  private static final String ALL = "*";

  private final Set<CodeSystem> systems;

  private PropertiesToReturn(Set<CodeSystem> systems) {
    this.systems = systems;
  }

  /** Names the properties by their codes in the parameters of an expansion. */
  static void name(CallState call, ValueSet set, Parameters parameters) {
    List<String> asked =
        parameters.getParameter().stream()
            .filter(p -> PROPERTY.equals(p.getName()) && p.hasValue())
            .map(p -> p.getValue().primitiveValue())
            .toList();
    List<String> wanted = asked.isEmpty() ? ofSet(set) : asked;
    if (wanted.isEmpty()) {
      return;
    }
    PropertiesToReturn included = new PropertiesToReturn(IncludedSystems.of(call, set));
    Set<String> codes = new LinkedHashSet<>();
    wanted.forEach(property -> codes.addAll(included.codes(property)));
    parameters.getParameter().removeIf(p -> PROPERTY.equals(p.getName()));
    codes.forEach(code -> parameters.addParameter(PROPERTY, new StringType(code)));
  }

  private static List<String> ofSet(ValueSet set) {
    return Stream.concat(
            set.getCompose().getProperty().stream().map(StringType::getValue),
            SetParameters.values(set, PROPERTY).stream())
        .toList();
  }

  private List<String> codes(String property) {
    List<String> codes =
        systems.stream()
            .flatMap(system -> system.getProperty().stream())
            .filter(declared -> property.equals(ALL) || property.equals(declared.getUri()))
            .map(PropertyComponent::getCode)
            .distinct()
            .toList();
    return codes.isEmpty() && !property.equals(ALL) ? List.of(property) : codes;
  }
}
