package org.priceunits.terminology;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionContainsComponent;

/**
 * Spells out what HL7's library leaves in an expansion, though it is excluded: the systems that the
 * call excludes, several filters of one exclude, value sets alone, and the imported codes of a
 * system that is excluded whole.
 */
final class SpelledExcludes {
  private final PooledWorkerContext context;
  private final Query query;
  private final BiFunction<ValueSet, Parameters, ValueSet> expansion;

  /**
   * @param expansion expands a set by itself, to find the codes of a part
   */
  SpelledExcludes(
      PooledWorkerContext context,
      Query query,
      BiFunction<ValueSet, Parameters, ValueSet> expansion) {
    this.context = context;
    this.query = query;
    this.expansion = expansion;
  }

  /** Returns the set, or a copy with more excludes that the library follows. */
  ValueSet of(ValueSet set) {
    return withoutSystems(withoutImports(withoutManyFilters(withoutSystemsOfCall(set))));
  }

  /**
   * Adds the systems of {@code exclude-system}. A version that is not the hosted one excludes what
   * the set includes of it.
   */
  private ValueSet withoutSystemsOfCall(ValueSet set) {
    List<String> systems = query.texts("exclude-system").map(context.catalog()::hosted).toList();
    if (systems.isEmpty()) {
      return set;
    }
    ValueSet changed = set.copy();
    for (String system : systems) {
      String[] parts = system.split("\\|", 2);
      ConceptSetComponent exclude = changed.getCompose().addExclude().setSystem(parts[0]);
      boolean hosted = parts.length < 2 || context.catalog().codeSystem(parts[0], parts[1]) != null;
      if (hosted) {
        // The library leaves listed codes in, though their system is excluded.
        changed
            .getCompose()
            .getInclude()
            .removeIf(include -> parts[0].equals(context.catalog().hosted(system(include))));
      } else {
        exclude.setVersion(parts[1]);
      }
    }
    return changed;
  }

  private static String system(ConceptSetComponent part) {
    return part.hasSystem() ? part.getSystem() : "";
  }

  /**
   * Replaces the filters of an exclude by the codes that pass them all: the library excludes
   * nothing if there are several, while it includes what it should.
   */
  private ValueSet withoutManyFilters(ValueSet set) {
    if (set.getCompose().getExclude().stream().noneMatch(part -> part.getFilter().size() > 1)) {
      return set;
    }
    ValueSet changed = set.copy();
    context.call().narrow(null, context.call().bounds().searchedCodes());
    changed
        .getCompose()
        .getExclude()
        .removeIf(part -> part.getFilter().size() > 1 && excludesNothing(part));
    context.call().narrow(null, context.call().bounds().expansionCodes());
    return changed;
  }

  /**
   * Replaces an exclude of value sets alone by their codes: the library excludes only what names a
   * system (FHIR R4, ValueSet.compose: an exclude of a value set removes its members).
   */
  private ValueSet withoutImports(ValueSet set) {
    if (set.getCompose().getExclude().stream().noneMatch(SpelledExcludes::isImportAlone)) {
      return set;
    }
    ValueSet changed = set.copy();
    List<ConceptSetComponent> imports =
        changed.getCompose().getExclude().stream().filter(SpelledExcludes::isImportAlone).toList();
    context.call().narrow(null, context.call().bounds().searchedCodes());
    imports.forEach(part -> changed.getCompose().getExclude().remove(part));
    imports.forEach(part -> membersOf(part).forEach(changed.getCompose()::addExclude));
    context.call().narrow(null, context.call().bounds().expansionCodes());
    return changed;
  }

  /**
   * Names the imported codes of each system that is excluded whole: the library leaves out only
   * those that the set itself includes by their system.
   */
  private ValueSet withoutSystems(ValueSet set) {
    Set<String> systems =
        set.getCompose().getExclude().stream()
            .filter(SpelledExcludes::isSystemAlone)
            .map(ConceptSetComponent::getSystem)
            .collect(Collectors.toSet());
    List<ConceptSetComponent> imports =
        set.getCompose().getInclude().stream().filter(SpelledExcludes::isImportAlone).toList();
    if (systems.isEmpty() || imports.isEmpty()) {
      return set;
    }
    ValueSet changed = set.copy();
    context.call().narrow(null, context.call().bounds().searchedCodes());
    imports.stream()
        .flatMap(part -> membersOf(part).stream())
        .filter(members -> systems.contains(members.getSystem()))
        .forEach(changed.getCompose()::addExclude);
    context.call().narrow(null, context.call().bounds().expansionCodes());
    return changed;
  }

  private static boolean isSystemAlone(ConceptSetComponent part) {
    return part.hasSystem()
        && !part.hasVersion()
        && !part.hasConcept()
        && !part.hasFilter()
        && !part.hasValueSet();
  }

  private static boolean isImportAlone(ConceptSetComponent part) {
    return !part.hasSystem() && part.hasValueSet();
  }

  /** Returns one exclude for each system of the codes that a part selects. */
  private Collection<ConceptSetComponent> membersOf(ConceptSetComponent part) {
    Map<String, ConceptSetComponent> bySystem = new LinkedHashMap<>();
    for (ValueSetExpansionContainsComponent member : selected(part)) {
      bySystem
          .computeIfAbsent(
              member.getSystem(), system -> new ConceptSetComponent().setSystem(system))
          .addConcept()
          .setCode(member.getCode());
    }
    return bySystem.values();
  }

  private List<ValueSetExpansionContainsComponent> selected(ConceptSetComponent part) {
    ValueSet passing = new ValueSet();
    passing.getCompose().addInclude(part.copy());
    Parameters flat = new Parameters();
    flat.addParameter("excludeNested", true);
    return expansion.apply(passing, flat).getExpansion().getContains();
  }

  /** Spells out the codes of an exclude; an exclude without any would mean the whole system. */
  private boolean excludesNothing(ConceptSetComponent part) {
    List<ValueSetExpansionContainsComponent> passing = selected(part);
    part.getFilter().clear();
    passing.forEach(entry -> part.addConcept().setCode(entry.getCode()));
    return !part.hasConcept();
  }
}
