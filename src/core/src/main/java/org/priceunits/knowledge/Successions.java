package org.priceunits.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/** The codes that replace codes, as one resource states them, among what the others state. */
final class Successions {
  private final Resource resource;
  private final Map<String, String> paths = new LinkedHashMap<>();
  private final Map<String, String> successors = new HashMap<>();

  private Successions(Resource resource) {
    this.resource = resource;
  }

  static Successions of(Resource resource, List<Resource> others) {
    Successions successions = new Successions(resource);
    others.forEach(
        other -> read(other, (pair, path) -> successions.successors.put(pair.code(), pair.next())));
    read(
        resource,
        (pair, path) -> {
          successions.successors.put(pair.code(), pair.next());
          successions.paths.put(pair.code(), path);
        });
    return successions;
  }

  private record Pair(String code, String next) {}

  /** Returns a fault for each circle of successors that the resource closes. */
  List<KnowledgeFault> circles() {
    List<KnowledgeFault> faults = new ArrayList<>();
    Set<String> ended = new HashSet<>();
    for (String code : paths.keySet()) {
      List<String> way = new ArrayList<>();
      String at = code;
      while (at != null && ended.add(at)) {
        way.add(at);
        at = successors.get(at);
      }
      // A way that ends in a code of an earlier one closes no circle of its own.
      int closed = way.indexOf(at);
      if (closed >= 0) {
        circle(way.subList(closed, way.size())).ifPresent(faults::add);
      }
    }
    return faults;
  }

  /** Returns a fault where the resource states it; empty if the other resources alone do. */
  private Optional<KnowledgeFault> circle(List<String> codes) {
    for (String code : codes) {
      String path = paths.get(code);
      if (path != null) {
        return Optional.of(
            KnowledgeFault.of(
                resource,
                path,
                "%s would replace itself (%s). Name the code that took its place, or leave it out."
                    .formatted(code, String.join(" -> ", codes))));
      }
    }
    return Optional.empty();
  }

  private static void read(Resource resource, BiConsumer<Pair, String> pairs) {
    if (resource instanceof CodeSystem system && Canonicals.HCPCS.equals(system.getUrl())) {
      for (int i = 0; i < system.getConcept().size(); i++) {
        concept(system.getConcept().get(i), "CodeSystem.concept[" + i + "].property", pairs);
      }
    } else if (resource instanceof ConceptMap map && InForce.is(map)) {
      for (int g = 0; g < map.getGroup().size(); g++) {
        ConceptMapGroupComponent group = map.getGroup().get(g);
        if (Canonicals.HCPCS.equals(group.getSource())
            && Canonicals.HCPCS.equals(group.getTarget())) {
          for (int e = 0; e < group.getElement().size(); e++) {
            element(
                group.getElement().get(e),
                "ConceptMap.group[" + g + "].element[" + e + "].target[0].code",
                pairs);
          }
        }
      }
    }
  }

  private static void concept(
      ConceptDefinitionComponent concept, String path, BiConsumer<Pair, String> pairs) {
    concept.getProperty().stream()
        .filter(p -> "successor".equals(p.getCode()))
        .map(ConceptPropertyComponent::getValue)
        .flatMap(value -> FhirValues.text(value).stream())
        .forEach(next -> pairs.accept(new Pair(String.valueOf(concept.getCode()), next), path));
  }

  private static void element(
      SourceElementComponent element, String path, BiConsumer<Pair, String> pairs) {
    element.getTarget().stream()
        .flatMap(target -> FhirValues.code(target.getCode()).stream())
        .findFirst()
        .ifPresent(next -> pairs.accept(new Pair(String.valueOf(element.getCode()), next), path));
  }
}
