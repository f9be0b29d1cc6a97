package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ConceptMap.OtherElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r5.model.CodeableConcept;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.DataType;
import org.hl7.fhir.r5.model.Parameters.ParametersParameterComponent;
import org.jspecify.annotations.Nullable;

/**
 * The other elements that a {@code $translate} states in {@code dependency}: a mapping that depends
 * on an element applies only if that has the value that the map names.
 */
final class TranslationDependencies {
  private final List<Stated> stated;

  private TranslationDependencies(List<Stated> stated) {
    this.stated = stated;
  }

  /** One value of an element; a code of no system may be of any, and is not taken for one. */
  private record Stated(String element, @Nullable String system, String value) {
    boolean meets(OtherElementComponent wanted) {
      boolean sameSystem = !wanted.hasSystem() || wanted.getSystem().equals(system);
      return element.equals(wanted.getProperty()) && value.equals(wanted.getValue()) && sameSystem;
    }
  }

  static TranslationDependencies of(Query query) {
    List<Stated> stated = new ArrayList<>();
    query
        .all("dependency")
        .forEach(
            dependency ->
                text(dependency, "element", "attribute")
                    .ifPresent(
                        element ->
                            Stream.of("concept", "value")
                                .map(name -> value(dependency, name))
                                .filter(Objects::nonNull)
                                .flatMap(value -> stated(element, value))
                                .forEach(stated::add)));
    return new TranslationDependencies(stated);
  }

  private static Stream<Stated> stated(String element, DataType value) {
    if (value instanceof CodeableConcept concept) {
      return concept.getCoding().stream().flatMap(coding -> stated(element, coding));
    }
    if (value instanceof Coding coding) {
      return coding.hasCode()
          ? Stream.of(new Stated(element, coding.getSystem(), coding.getCode()))
          : Stream.empty();
    }
    return value.isPrimitive()
        ? Stream.of(new Stated(element, null, value.primitiveValue()))
        : Stream.empty();
  }

  private static Optional<String> text(ParametersParameterComponent dependency, String... names) {
    return Stream.of(names)
        .map(name -> value(dependency, name))
        .filter(value -> value != null && value.isPrimitive())
        .map(DataType::primitiveValue)
        .findFirst();
  }

  private static @Nullable DataType value(ParametersParameterComponent dependency, String name) {
    return dependency.getPart().stream()
        .filter(part -> name.equals(part.getName()))
        .map(ParametersParameterComponent::getValue)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Returns the elements that a mapping depends on and that do not have the value it names. */
  List<String> unmet(TargetElementComponent target) {
    return target.getDependsOn().stream()
        .filter(wanted -> stated.stream().noneMatch(one -> one.meets(wanted)))
        .map(TranslationDependencies::text)
        .toList();
  }

  private static String text(OtherElementComponent wanted) {
    String value = wanted.getProperty() + " = " + wanted.getValue();
    return wanted.hasSystem() ? value + " of " + wanted.getSystem() : value;
  }
}
