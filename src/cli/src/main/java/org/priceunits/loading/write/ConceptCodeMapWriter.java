package org.priceunits.loading.write;

import java.util.Collection;
import java.util.Comparator;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.priceunits.fhir.Canonicals;

/** Writes the map from RxNorm to HCPCS, each pair with its source. */
public final class ConceptCodeMapWriter {
  /** The id of the map. */
  public static final String ID = "rxnorm-hcpcs";

  /** Extension on an element: how much of the drug it names, as RxNorm's term type. */
  public static final String TERM_TYPE = Canonicals.extension("rxnorm-term-type");

  /** Extension on an element: true if its targets are all codes that the drug can have. */
  public static final String ALL_CODES = Canonicals.extension("all-codes");

  /** Writes the map in the order of the numbers of the concepts. */
  public ConceptMap write(Collection<ConceptCodes> concepts, Edition edition) {
    ConceptMap map = new ConceptMap();
    map.setId(ID);
    edition.describe(map, "RxNormHcpcs", "RxNorm to HCPCS code");
    ConceptMapGroupComponent group =
        map.addGroup().setSource(Canonicals.RXNORM).setTarget(Canonicals.HCPCS);
    concepts.stream()
        .sorted(
            Comparator.comparingInt((ConceptCodes c) -> c.rxNorm().length())
                .thenComparing(ConceptCodes::rxNorm))
        .forEach(concept -> element(group.addElement(), concept));
    return map;
  }

  private static void element(SourceElementComponent element, ConceptCodes concept) {
    element.setCode(concept.rxNorm());
    if (!concept.name().isEmpty()) {
      element.setDisplay(concept.name());
    }
    if (!concept.termType().isEmpty()) {
      element.addExtension(TERM_TYPE, new CodeType(concept.termType()));
    }
    if (concept.whole()) {
      element.addExtension(ALL_CODES, new BooleanType(true));
    }
    concept.targets().stream()
        .sorted(Comparator.comparing(ConceptCodes.Target::code))
        .forEach(target -> target(element.addTarget(), target));
  }

  private static void target(TargetElementComponent element, ConceptCodes.Target target) {
    element
        .setCode(target.code())
        .setEquivalence(ConceptMapEquivalence.RELATEDTO)
        .setComment(target.source());
    if (target.from() != null || target.to() != null) {
      element.addExtension(Canonicals.extension("valid"), Periods.of(target.from(), target.to()));
    }
  }
}
