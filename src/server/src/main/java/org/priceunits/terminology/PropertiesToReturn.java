package org.priceunits.terminology;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.r5.model.ValueSet;

/**
 * Determines the properties that an expansion shows: those of the call, else those that the value
 * set itself names (R5's {@code ValueSet.compose.property}). FHIR lets both name a property by its
 * code, by its URI or, for all, by a star; the library knows codes alone.
 */
final class PropertiesToReturn {
  private static final String PROPERTY = "property";
  private static final String ALL = "*";

  private PropertiesToReturn() {}

  /** Names the properties by their codes in the parameters of an expansion. */
  static void name(CanonicalCatalog catalog, ValueSet set, Parameters parameters) {
    List<String> asked =
        parameters.getParameter().stream()
            .filter(p -> PROPERTY.equals(p.getName()) && p.hasValue())
            .map(p -> p.getValue().primitiveValue())
            .toList();
    List<String> wanted = asked.isEmpty() ? ofSet(set) : asked;
    if (wanted.isEmpty()) {
      return;
    }
    Set<String> codes = new LinkedHashSet<>();
    wanted.forEach(property -> codes.addAll(codes(catalog, set, property)));
    parameters.getParameter().removeIf(p -> PROPERTY.equals(p.getName()));
    codes.forEach(code -> parameters.addParameter(PROPERTY, new StringType(code)));
  }

  private static List<String> ofSet(ValueSet set) {
    return Stream.concat(
            set.getCompose().getProperty().stream().map(StringType::getValue),
            SetParameters.values(set, PROPERTY).stream())
        .toList();
  }

  private static List<String> codes(CanonicalCatalog catalog, ValueSet set, String property) {
    List<String> codes =
        set.getCompose().getInclude().stream()
            .filter(include -> include.hasSystem())
            .map(include -> catalog.codeSystem(include.getSystem(), include.getVersion()))
            .filter(Objects::nonNull)
            .map(CodeSystem::getProperty)
            .flatMap(List::stream)
            .filter(declared -> property.equals(ALL) || property.equals(declared.getUri()))
            .map(declared -> declared.getCode())
            .distinct()
            .toList();
    return codes.isEmpty() && !property.equals(ALL) ? List.of(property) : codes;
  }
}
