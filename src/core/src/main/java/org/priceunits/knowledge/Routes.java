package org.priceunits.knowledge;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.priceunits.domain.product.RecordedRoute;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/**
 * Reads routes of administration: of records by the hosted {@code ConceptMap/administration-routes}
 * and the words of {@code CodeSystem/route-text}, of code descriptions by these words alone.
 */
public final class Routes {
  private static final String ROUTES = Canonicals.codeSystem("administration-route");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** The words of the longest phrase that names a route. */
  private static final int MOST_WORDS = 3;

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Set<String>> broader = new HashMap<>();
  private final Map<String, String> codes = new HashMap<>();
  private final Map<String, String> ofDescriptions = new HashMap<>();
  private final Map<String, String> ofRecords = new HashMap<>();

  private Routes() {}

  static Routes of(List<CodeSystem> systems, List<ConceptMap> maps) {
    Routes routes = new Routes();
    for (CodeSystem system : systems) {
      if (ROUTES.equals(system.getUrl())) {
        routes.routes(system.getConcept(), Set.of());
      } else if (Canonicals.codeSystem("route-text").equals(system.getUrl())) {
        system.getConcept().forEach(routes::word);
      }
    }
    maps.stream()
        .flatMap(map -> map.getGroup().stream())
        .filter(group -> ROUTES.equals(group.getTarget()))
        .forEach(routes::codes);
    return routes;
  }

  private void routes(List<ConceptDefinitionComponent> concepts, Set<String> parents) {
    for (ConceptDefinitionComponent concept : concepts) {
      String code = String.valueOf(concept.getCode());
      names.put(code, concept.hasDisplay() ? concept.getDisplay() : code);
      broader.put(code, parents);
      Set<String> own = new HashSet<>(parents);
      own.add(code);
      routes(concept.getConcept(), Set.copyOf(own));
    }
  }

  private void word(ConceptDefinitionComponent concept) {
    String word = plain(String.valueOf(concept.getCode()));
    property(concept, "route")
        .forEach(
            route -> {
              ofRecords.put(word, route);
              if (property(concept, "used-in").noneMatch("record"::equals)) {
                ofDescriptions.put(word, route);
              }
            });
  }

  private static Stream<String> property(ConceptDefinitionComponent concept, String name) {
    return concept.getProperty().stream()
        .filter(p -> name.equals(p.getCode()))
        .flatMap(p -> FhirValues.text(p.getValue()).stream());
  }

  private void codes(ConceptMap.ConceptMapGroupComponent group) {
    for (ConceptMap.SourceElementComponent element : group.getElement()) {
      element.getTarget().stream()
          .flatMap(target -> FhirValues.code(target.getCode()).stream())
          .findFirst()
          .ifPresent(route -> codes.put(group.getSource() + "|" + element.getCode(), route));
    }
  }

  /** Returns the routes that a code's description names; none if it leaves them open. */
  Set<String> ofDescription(String description) {
    return narrowest(named(description, ofDescriptions));
  }

  /**
   * Returns the route that a concept of a record names, by its codes, otherwise by its words. A
   * route or a dosage form can be meant.
   */
  public RecordedRoute ofConcept(CodeableConcept concept) {
    Set<String> coded =
        concept.getCoding().stream()
            .map(coding -> codes.get(coding.getSystem() + "|" + coding.getCode()))
            .filter(names::containsKey)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!coded.isEmpty()) {
      return recorded(coded);
    }
    return ofWords(
        Stream.concat(
                concept.getCoding().stream().filter(Coding::hasDisplay).map(Coding::getDisplay),
                FhirValues.text(concept.getTextElement()).stream())
            .toList());
  }

  /** Returns true if a word of a record is that of a route. */
  boolean has(String word) {
    return ofRecords.containsKey(plain(word));
  }

  /** Returns the route that words of a record name, such as the name of a drug with its form. */
  public RecordedRoute ofWords(Collection<String> texts) {
    Set<String> named = new LinkedHashSet<>();
    texts.forEach(text -> named.addAll(named(text, ofRecords)));
    return recorded(named);
  }

  private RecordedRoute recorded(Set<String> routes) {
    Set<String> narrowest = narrowest(routes);
    if (narrowest.isEmpty()) {
      return RecordedRoute.NONE;
    }
    Set<String> agreeing = new HashSet<>();
    for (String route : narrowest) {
      agreeing.add(route);
      agreeing.addAll(broader.getOrDefault(route, Set.of()));
      broader.forEach(
          (narrower, parents) -> {
            if (parents.contains(route)) {
              agreeing.add(narrower);
            }
          });
    }
    return new RecordedRoute(
        narrowest.stream()
            .map(route -> names.getOrDefault(route, route))
            .sorted()
            .collect(Collectors.joining(" or ")),
        agreeing);
  }

  private Set<String> narrowest(Set<String> routes) {
    Set<String> kept = new LinkedHashSet<>(routes);
    routes.forEach(route -> kept.removeAll(broader.getOrDefault(route, Set.of())));
    return kept;
  }

  private static Set<String> named(String text, Map<String, String> words) {
    List<String> parts = Arrays.asList(plain(text).split(" "));
    Set<String> found = new LinkedHashSet<>();
    for (int from = 0; from < parts.size(); from++) {
      for (int to = from + 1; to <= Math.min(parts.size(), from + MOST_WORDS); to++) {
        String route = words.get(String.join(" ", parts.subList(from, to)));
        if (route != null) {
          found.add(route);
        }
      }
    }
    return found;
  }

  private static String plain(String text) {
    return BETWEEN.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }
}
