package org.priceunits.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/** The conflicts of the maps that pricing reads. */
final class MapConflicts {
  private static final String UNIT_TEXTS = Canonicals.codeSystem("dose-unit-text");

  private final ConceptMap map;
  private final ConceptMap before;
  private final List<ConceptMap> others;

  /**
   * @param before the map as it is stored; the map itself if it is new
   */
  MapConflicts(ConceptMap map, ConceptMap before, List<Resource> others) {
    this.map = map;
    this.before = before;
    this.others =
        others.stream()
            .filter(ConceptMap.class::isInstance)
            .map(ConceptMap.class::cast)
            .filter(InForce::is)
            .toList();
  }

  /** Returns true for a map of units or of successors. */
  static boolean arePossible(ConceptMap map) {
    return map.getGroup().stream()
        .anyMatch(group -> isOfUnits(group) || Canonicals.HCPCS.equals(group.getSource()));
  }

  List<KnowledgeFault> all() {
    if (!InForce.is(map)) {
      return List.of();
    }
    List<KnowledgeFault> faults =
        new ArrayList<>(Successions.of(map, List.copyOf(others)).circles());
    Map<String, String> units = new HashMap<>();
    Map<String, Said> said = new HashMap<>();
    Stream.concat(others.stream(), Stream.of(before, map)).forEach(each -> targets(each, units));
    others.forEach(other -> said(other, said));
    for (int g = 0; g < map.getGroup().size(); g++) {
      ConceptMapGroupComponent group = map.getGroup().get(g);
      for (int e = 0; isOfUnits(group) && e < group.getElement().size(); e++) {
        SourceElementComponent element = group.getElement().get(e);
        String path = "ConceptMap.group[" + g + "].element[" + e + "].target[0].code";
        unit(element, path, units, said, faults);
      }
    }
    return faults;
  }

  /** What another map says of a text. */
  private record Said(String unit, ConceptMap by) {}

  private void unit(
      SourceElementComponent element,
      String path,
      Map<String, String> units,
      Map<String, Said> said,
      List<KnowledgeFault> faults) {
    String text = text(element);
    String target = target(element);
    String known = units.get(text);
    Said other = said.get(text);
    if (known != null && !known.equalsIgnoreCase(target)) {
      faults.add(
          KnowledgeFault.of(
              map,
              path,
              "%s is the UCUM code %s and stands for no other unit: every dose in it would be billed as %s. Take the pair out."
                  .formatted(element.getCode(), known, target)));
    } else if (other != null && !other.unit().equals(target)) {
      faults.add(
          KnowledgeFault.of(
              map,
              path,
              "%s reads %s as %s, and this map as %s. Let one map name it."
                  .formatted(
                      KnowledgeFault.name(other.by()), element.getCode(), other.unit(), target)));
    }
  }

  private static void targets(ConceptMap each, Map<String, String> units) {
    ofUnits(each).forEach(e -> units.putIfAbsent(target(e).toLowerCase(Locale.ROOT), target(e)));
  }

  private static void said(ConceptMap other, Map<String, Said> said) {
    ofUnits(other).forEach(e -> said.putIfAbsent(text(e), new Said(target(e), other)));
  }

  private static Stream<SourceElementComponent> ofUnits(ConceptMap each) {
    return each.getGroup().stream()
        .filter(MapConflicts::isOfUnits)
        .flatMap(group -> group.getElement().stream());
  }

  private static boolean isOfUnits(ConceptMapGroupComponent group) {
    return UNIT_TEXTS.equals(group.getSource());
  }

  private static String text(SourceElementComponent element) {
    return String.valueOf(element.getCode()).toLowerCase(Locale.ROOT);
  }

  private static String target(SourceElementComponent element) {
    return element.getTarget().stream()
        .flatMap(target -> FhirValues.code(target.getCode()).stream())
        .findFirst()
        .orElse("");
  }
}
