package org.priceunits.terminology;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Enumerations.FilterOperator;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.terminologies.CodeSystemUtilities;
import org.jspecify.annotations.Nullable;

/**
 * Shows the library only those concepts of large code systems that an answer can hold: those that a
 * filter finds, or those of one page. In a code system without a hierarchy each code is in a value
 * set or not, whatever its neighbours are, so that the answer is the same and takes milliseconds.
 */
final class Narrowing {
  private static final Set<FilterOperator> HIERARCHY =
      Set.of(
          FilterOperator.ISA,
          FilterOperator.ISNOTA,
          FilterOperator.DESCENDENTOF,
          FilterOperator.CHILDOF,
          FilterOperator.DESCENDENTLEAF,
          FilterOperator.GENERALIZES);

  private final CanonicalCatalog catalog;
  private final BiPredicate<CodeSystem, ConceptDefinitionComponent> wanted;
  private final Map<CodeSystem, CodeSystem> narrowed = new IdentityHashMap<>();

  Narrowing(CanonicalCatalog catalog, BiPredicate<CodeSystem, ConceptDefinitionComponent> wanted) {
    this.catalog = catalog;
    this.wanted = wanted;
  }

  /**
   * Returns the code system with the wanted concepts only, or as it is if the rest matters.
   *
   * @param source the value set that selects from it
   */
  CodeSystem of(CodeSystem system, @Nullable Resource source) {
    boolean whole =
        source instanceof ValueSet set
            && (set.getCompose().getInclude().stream().anyMatch(Narrowing::needsAll)
                || set.getCompose().getExclude().stream().anyMatch(Narrowing::needsAll));
    return whole ? system : narrowed.computeIfAbsent(system, this::narrow);
  }

  /** A filter on the hierarchy names a concept; a display of the set's own is searched too. */
  private static boolean needsAll(ConceptSetComponent part) {
    return part.getFilter().stream().anyMatch(filter -> HIERARCHY.contains(filter.getOp()))
        || part.getConcept().stream()
            .anyMatch(concept -> concept.hasDisplay() || concept.hasDesignation());
  }

  private CodeSystem narrow(CodeSystem system) {
    List<ConceptDefinitionComponent> all = system.getConcept();
    if (all.stream().anyMatch(concept -> !isFlat(concept))) {
      return system;
    }
    return catalog.with(
        system, all.stream().filter(concept -> wanted.test(system, concept)).toList());
  }

  /** Alternative codes and links between concepts count as a hierarchy. */
  private static boolean isFlat(ConceptDefinitionComponent concept) {
    return !concept.hasConcept()
        && !concept.hasUserData(CodeSystemUtilities.USER_DATA_CROSS_LINK)
        && concept.getProperty().stream()
            .noneMatch(property -> "alternateCode".equals(property.getCode()));
  }
}
