package org.priceunits.terminology;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionContainsComponent;
import org.jspecify.annotations.Nullable;

/** Finds the codes that a part of a value set selects, and the excludes that leave them out. */
final class SelectedCodes {
  private final CallState call;
  private final BiFunction<ValueSet, Parameters, ValueSet> expansion;

  /**
   * @param expansion expands a set by itself
   */
  SelectedCodes(CallState call, BiFunction<ValueSet, Parameters, ValueSet> expansion) {
    this.call = call;
    this.expansion = expansion;
  }

  /**
   * Expands a part by itself, without a hierarchy.
   *
   * @param set the set that the part is of, which may contain the sets that it names
   */
  ValueSetExpansionComponent of(ValueSet set, ConceptSetComponent part) {
    ValueSet passing = new ValueSet();
    set.getContained().forEach(resource -> passing.addContained(resource.copy()));
    passing.getCompose().addInclude(part.copy());
    Parameters flat = new Parameters();
    flat.addParameter("excludeNested", true);
    return expansion.apply(passing, flat).getExpansion();
  }

  /**
   * Returns one exclude for each version of a system, of those that the set includes, whose codes a
   * part selects.
   */
  Collection<ConceptSetComponent> excludes(ValueSet set, ValueSetExpansionComponent selected) {
    Set<CodeSystem> included = IncludedSystems.of(call, set);
    boolean importing =
        set.getCompose().getInclude().stream().anyMatch(ConceptSetComponent::hasValueSet);
    Map<String, ConceptSetComponent> excludes = new LinkedHashMap<>();
    for (ValueSetExpansionContainsComponent member : selected.getContains()) {
      List<CodeSystem> versions =
          included.stream().filter(system -> system.getUrl().equals(member.getSystem())).toList();
      for (CodeSystem system : versions) {
        if (!member.hasVersion() || member.getVersion().equals(system.getVersion())) {
          add(excludes, system.getVersion(), member);
        }
      }
      if (versions.isEmpty() && importing) {
        add(excludes, null, member);
      }
    }
    return excludes.values();
  }

  private static void add(
      Map<String, ConceptSetComponent> excludes,
      @Nullable String version,
      ValueSetExpansionContainsComponent member) {
    excludes
        .computeIfAbsent(
            member.getSystem() + "|" + version,
            key -> new ConceptSetComponent().setSystem(member.getSystem()).setVersion(version))
        .addConcept()
        .setCode(member.getCode());
  }
}
