package org.priceunits.loading.write;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.priceunits.fhir.Canonicals;

/**
 * Writes the map from ended codes to their successors, each target with its first day and the ratio
 * of the units.
 */
public final class SuccessorMapWriter {

  /** Writes the map with its elements in the order of the ended codes. */
  public ConceptMap write(List<Succession> successions, Edition edition) {
    ConceptMap map = new ConceptMap();
    map.setId("hcpcs-successors");
    edition.describe(map, "HcpcsSuccessors", "Ended HCPCS codes and their successors");
    ConceptMapGroupComponent group =
        map.addGroup().setSource(Canonicals.HCPCS).setTarget(Canonicals.HCPCS);
    Map<String, List<Succession>> byCode =
        successions.stream()
            .collect(Collectors.groupingBy(Succession::ended, TreeMap::new, Collectors.toList()));
    byCode.forEach((code, successors) -> targets(group.addElement().setCode(code), successors));
    return map;
  }

  private static void targets(SourceElementComponent element, List<Succession> successors) {
    successors.stream()
        .sorted(Comparator.comparing(Succession::successor))
        .forEach(succession -> target(element.addTarget(), succession));
  }

  private static void target(TargetElementComponent target, Succession succession) {
    target
        .setCode(succession.successor())
        .setEquivalence(ConceptMapEquivalence.RELATEDTO)
        .setComment(succession.source());
    succession
        .unitsRatio()
        .ifPresent(
            ratio ->
                target.addExtension(Canonicals.extension("units-ratio"), new DecimalType(ratio)));
    target.addExtension(Canonicals.extension("valid"), Periods.of(succession.from(), null));
  }
}
