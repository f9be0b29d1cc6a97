package org.priceunits.terminology;

import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/**
 * Spells systems and codes as questions are spelled: the preferred address of a code system, and
 * eleven digits for an NDC.
 */
final class PreferredNames {
  private PreferredNames() {}

  /** Returns a copy of a map, so spelled. */
  static ConceptMap in(ConceptMap stored) {
    ConceptMap map = stored.copy();
    map.getGroup().forEach(PreferredNames::spell);
    return map;
  }

  private static void spell(ConceptMapGroupComponent group) {
    if (group.hasSource()) {
      group.setSource(Canonicals.preferred(group.getSource()));
    }
    if (group.hasTarget()) {
      group.setTarget(Canonicals.preferred(group.getTarget()));
    }
    for (SourceElementComponent element : group.getElement()) {
      if (isNdc(group.getSource())) {
        Ndc.of(element.getCode()).ifPresent(ndc -> element.setCode(ndc.value()));
      }
      if (isNdc(group.getTarget())) {
        element
            .getTarget()
            .forEach(
                target -> Ndc.of(target.getCode()).ifPresent(ndc -> target.setCode(ndc.value())));
      }
    }
  }

  private static boolean isNdc(@Nullable String system) {
    return Canonicals.NDC.equals(system);
  }
}
