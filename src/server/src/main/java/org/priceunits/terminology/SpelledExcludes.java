package org.priceunits.terminology;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.UriType;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionContainsComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionParameterComponent;

/**
 * Spells out what HL7's library leaves in an expansion, though it is excluded: the systems that the
 * call excludes, several filters of one exclude, value sets, and the imported codes of a system
 * that is excluded whole.
 */
final class SpelledExcludes {
  private static final String USED_SET = "used-valueset";

  private final PooledWorkerContext context;
  private final Query query;
  private final SelectedCodes codes;
  private final Set<String> removed = new LinkedHashSet<>();
  private boolean versioned;

  /**
   * @param expansion expands a set by itself, to find the codes of a part
   */
  SpelledExcludes(
      PooledWorkerContext context,
      Query query,
      BiFunction<ValueSet, Parameters, ValueSet> expansion) {
    this.context = context;
    this.query = query;
    this.codes = new SelectedCodes(context.call(), expansion);
  }

  /** Returns the set, or a copy with more excludes that the library follows. */
  ValueSet of(ValueSet set) {
    versioned = namesSeveralVersions(set);
    return withoutSystems(withoutImports(withoutManyFilters(withoutSystemsOfCall(set))));
  }

  /**
   * Tells the expansion of the returned set as that of the given one: it used the value sets whose
   * codes are spelled out, and shows versions only where the given one names several of a system,
   * which the library takes the spelled excludes for.
   */
  void tell(ValueSetExpansionComponent expanded) {
    for (String used : removed) {
      if (expanded.getParameter().stream().noneMatch(p -> uses(p, used::equals))) {
        expanded.addParameter().setName(USED_SET).setValue(new UriType(used));
      }
    }
    if (!versioned) {
      withoutVersions(expanded.getContains());
    }
  }

  private static boolean uses(ValueSetExpansionParameterComponent told, Predicate<String> used) {
    return USED_SET.equals(told.getName()) && used.test(told.getValue().primitiveValue());
  }

  private static boolean namesSeveralVersions(ValueSet set) {
    Map<String, String> versions = new HashMap<>();
    return Stream.concat(
            set.getCompose().getExclude().stream(), set.getCompose().getInclude().stream())
        .anyMatch(
            part -> {
              String version = String.valueOf(part.getVersion());
              return !version.equals(versions.merge(system(part), version, (one, other) -> one));
            });
  }

  private static void withoutVersions(List<ValueSetExpansionContainsComponent> contains) {
    for (ValueSetExpansionContainsComponent entry : contains) {
      entry.setVersion(null);
      withoutVersions(entry.getContains());
    }
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
        .removeIf(part -> part.getFilter().size() > 1 && excludesNothing(set, part));
    context.call().narrow(null, context.call().bounds().expansionCodes());
    return changed;
  }

  /**
   * Replaces an exclude with value sets by the codes of all its parts: the library excludes only
   * what it finds under the same version, which the codes of a value set do not have (FHIR R4,
   * ValueSet.compose: an exclude of a value set removes its members, one of a system and a value
   * set those that are in both).
   */
  private ValueSet withoutImports(ValueSet set) {
    if (set.getCompose().getExclude().stream().noneMatch(ConceptSetComponent::hasValueSet)) {
      return set;
    }
    ValueSet changed = set.copy();
    List<ConceptSetComponent> imports =
        changed.getCompose().getExclude().stream()
            .filter(ConceptSetComponent::hasValueSet)
            .toList();
    context.call().narrow(null, context.call().bounds().searchedCodes());
    imports.forEach(part -> changed.getCompose().getExclude().remove(part));
    for (ConceptSetComponent part : imports) {
      ValueSetExpansionComponent selected = codes.of(set, part);
      selected.getParameter().stream()
          .filter(told -> uses(told, used -> imports(part, used)))
          .forEach(told -> removed.add(told.getValue().primitiveValue()));
      codes.excludes(set, selected).forEach(changed.getCompose()::addExclude);
    }
    context.call().narrow(null, context.call().bounds().expansionCodes());
    return changed;
  }

  private static boolean imports(ConceptSetComponent part, String used) {
    return part.getValueSet().stream()
        .anyMatch(one -> unversioned(one.getValue()).equals(unversioned(used)));
  }

  private static String unversioned(String canonical) {
    int bar = canonical.indexOf('|');
    return bar < 0 ? canonical : canonical.substring(0, bar);
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
        .flatMap(part -> codes.excludes(set, codes.of(set, part)).stream())
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

  /** Spells out the codes of an exclude; an exclude without any would mean the whole system. */
  private boolean excludesNothing(ValueSet set, ConceptSetComponent part) {
    List<ValueSetExpansionContainsComponent> passing = codes.of(set, part).getContains();
    part.getFilter().clear();
    passing.forEach(entry -> part.addConcept().setCode(entry.getCode()));
    return !part.hasConcept();
  }
}
