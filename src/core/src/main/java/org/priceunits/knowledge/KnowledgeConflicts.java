package org.priceunits.knowledge;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
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
   * @param before its earlier version; null if there is none
   * @param stored asked for what is stored, only if the resource can conflict with another: a
   *     quarter has a thousand fees, none of which can
   * @return empty if it may be stored
   */
  public static List<KnowledgeFault> ofWriting(
      Resource resource,
      @Nullable Resource before,
      Supplier<? extends Collection<? extends Resource>> stored) {
    if (resource instanceof CodeSystem system) {
      CodeSystem earlier = before instanceof CodeSystem held ? held : null;
      return CodeListConflicts.isVital(system)
              || earlier != null && CodeListConflicts.isVital(earlier)
          ? new CodeListConflicts(system, others(resource, stored.get())).of(earlier)
          : List.of();
    }
    if (resource instanceof ConceptMap map) {
      ConceptMap earlier = before instanceof ConceptMap held ? held : map;
      return MapConflicts.arePossible(map)
          ? new MapConflicts(map, earlier, others(resource, stored.get())).all()
          : List.of();
    }
    if (resource instanceof ChargeItemDefinition definition) {
      ChargeItemDefinition earlier = before instanceof ChargeItemDefinition held ? held : null;
      return PolicyReader.isPolicy(definition) || earlier != null && PolicyReader.isPolicy(earlier)
          ? policies(definition, others(resource, stored.get())).of(earlier)
          : List.of();
    }
    return List.of();
  }

  /** Returns true if deleting a resource could spoil prices: a fee or a package never does. */
  public static boolean canConflict(Resource resource) {
    return resource instanceof CodeSystem system && CodeListConflicts.isVital(system)
        || resource instanceof ChargeItemDefinition definition && PolicyReader.isPolicy(definition);
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
        ? policies(definition, others).ofDeleting()
        : List.of();
  }

  private static PolicyConflicts policies(ChargeItemDefinition definition, List<Resource> others) {
    return new PolicyConflicts(definition, others, LocalDate.now(ZoneOffset.UTC));
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
