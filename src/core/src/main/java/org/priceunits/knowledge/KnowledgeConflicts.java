package org.priceunits.knowledge;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/**
 * Checks a change of one resource against the others that are stored: a second list of one code
 * system, a list without the codes that everybody bills, a second or no policy of reference would
 * each spoil every price.
 */
public final class KnowledgeConflicts {
  private KnowledgeConflicts() {}

  /**
   * Returns what speaks against storing a resource.
   *
   * @param resource to be stored
   * @param stored what is stored, an earlier version of the resource included
   * @return empty if it may be stored
   */
  public static List<KnowledgeFault> ofWriting(
      Resource resource, Collection<? extends Resource> stored) {
    List<Resource> others = others(resource, stored);
    Optional<Resource> before =
        stored.stream().filter(r -> isSame(r, resource)).findFirst().map(r -> r);
    if (resource instanceof CodeSystem system) {
      return new CodeListConflicts(system, others)
          .of(before.map(CodeSystem.class::cast).orElse(null));
    }
    if (resource instanceof ConceptMap map) {
      return new MapConflicts(map, before.map(ConceptMap.class::cast).orElse(map), others).all();
    }
    return resource instanceof ChargeItemDefinition definition
        ? new PolicyConflicts(definition, others)
            .of(before.map(ChargeItemDefinition.class::cast).orElse(null))
        : List.of();
  }

  /**
   * Returns what speaks against deleting a resource.
   *
   * @param stored what is stored, with or without the resource
   * @return empty if it may be deleted
   */
  public static List<KnowledgeFault> ofDeleting(
      Resource resource, Collection<? extends Resource> stored) {
    List<Resource> others = others(resource, stored);
    if (resource instanceof CodeSystem system) {
      return new CodeListConflicts(system, others).ofDeleting();
    }
    return resource instanceof ChargeItemDefinition definition
        ? new PolicyConflicts(definition, others).ofDeleting()
        : List.of();
  }

  private static List<Resource> others(Resource resource, Collection<? extends Resource> stored) {
    return stored.stream()
        .filter(other -> !isSame(other, resource))
        .map(Resource.class::cast)
        .toList();
  }

  private static boolean isSame(Resource one, Resource other) {
    return one.fhirType().equals(other.fhirType())
        && Objects.equals(one.getIdElement().getIdPart(), other.getIdElement().getIdPart());
  }
}
