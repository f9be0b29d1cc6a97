package org.priceunits.terminology;

import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r5.model.CanonicalType;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.Enumerations.FilterOperator;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetFilterComponent;

/**
 * Tells whether a value set may hold a code that a fragment does not have. Only a part that takes
 * the whole code system, or that filters by properties, which nobody knows of the code unless its
 * form tells, leaves that open; a list of codes does not.
 */
final class OpenMembership {
  private final PooledWorkerContext context;
  private final Coding coding;
  private final Set<String> path = new HashSet<>();

  OpenMembership(PooledWorkerContext context, Coding coding) {
    this.context = context;
    this.coding = coding;
  }

  /** Returns true if the code is a member of the set, or may be one. */
  boolean mayHold(ValueSet set) {
    return holds(set, true);
  }

  /**
   * @param open what counts where the set does not tell
   */
  private boolean holds(ValueSet set, boolean open) {
    return set.hasCompose()
        ? set.getCompose().getInclude().stream().anyMatch(part -> holds(part, open))
            && set.getCompose().getExclude().stream().noneMatch(part -> holds(part, !open))
        : open;
  }

  private boolean holds(ConceptSetComponent part, boolean open) {
    boolean selects = !part.hasSystem() || coding.getSystem().equals(part.getSystem());
    boolean listed =
        !part.hasConcept()
            || part.getConcept().stream()
                .anyMatch(concept -> coding.getCode().equals(concept.getCode()));
    return (part.hasSystem() || part.hasValueSet())
        && selects
        && listed
        && (open || !part.hasFilter())
        && part.getFilter().stream().allMatch(filter -> mayPass(part, filter))
        && part.getValueSet().stream().allMatch(imported -> holds(imported, open));
  }

  private boolean mayPass(ConceptSetComponent part, ConceptSetFilterComponent filter) {
    CodeSystem system =
        filter.getOp() == FilterOperator.EQUAL && part.hasSystem()
            ? context.catalog().codeSystem(part.getSystem(), part.getVersion())
            : null;
    return system == null
        || Fragments.mayHave(system, filter.getProperty(), filter.getValue(), coding.getCode());
  }

  /** A set that is not here, or that imports itself, tells nothing. */
  private boolean holds(CanonicalType imported, boolean open) {
    context.call().budget().spendOnSet();
    ValueSet set = context.catalog().valueSet(imported.getValue(), null);
    if (set == null || !path.add(imported.getValue())) {
      return open;
    }
    boolean held =
        holds(context.call().named(ConceptFilters.spelledOut(context.call(), set)), open);
    path.remove(imported.getValue());
    return held;
  }
}
