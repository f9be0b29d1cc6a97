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
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.Quarter;

/** Writes the map from NDC to HCPCS, with the validity period of each target. */
public final class PackageCodeMapWriter {
  /** The id of the map. */
  public static final String ID = "ndc-hcpcs";

  /**
   * Extension on a target: the newest quarter whose crosswalk names the pair; absent for a pair
   * maintained by hand.
   */
  public static final String LAST_NAMED = Canonicals.extension("last-named");

  /**
   * Writes the map with its elements in the order of the NDCs and its targets in the order of their
   * days.
   *
   * @param edition version, date and sources
   */
  public ConceptMap write(List<PackageCode> pairs, Edition edition) {
    ConceptMap map = new ConceptMap();
    map.setId(ID);
    edition.describe(map, "NdcHcpcs", "NDC to HCPCS code by date");
    ConceptMapGroupComponent group =
        map.addGroup().setSource(Canonicals.NDC).setTarget(Canonicals.HCPCS);
    Map<String, List<PackageCode>> byNdc =
        pairs.stream()
            .collect(
                Collectors.groupingBy(
                    pair -> pair.ndc().value(), TreeMap::new, Collectors.toList()));
    byNdc.forEach((ndc, codes) -> targets(group.addElement().setCode(ndc), codes));
    return map;
  }

  private static void targets(SourceElementComponent element, List<PackageCode> codes) {
    codes.stream()
        .sorted(
            Comparator.comparing((PackageCode pair) -> String.valueOf(pair.from()))
                .thenComparing(PackageCode::code))
        .forEach(pair -> target(element.addTarget(), pair));
  }

  private static void target(TargetElementComponent target, PackageCode pair) {
    target
        .setCode(pair.code())
        .setEquivalence(ConceptMapEquivalence.WIDER)
        .addExtension(Canonicals.extension("valid"), Periods.of(pair.from(), pair.to()));
    Quarter lastNamed = pair.lastNamed();
    if (lastNamed != null) {
      target.addExtension(LAST_NAMED, new StringType(lastNamed.toString()));
    }
  }
}
