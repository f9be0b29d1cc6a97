package org.priceunits.terminology;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.utilities.VersionUtilities;

/**
 * Replaces version patterns, see {@link VersionMatch}, by the versions that they stand for, in a
 * value set that names several versions of one code system. The library compares such versions with
 * each other, and fails at a pattern that it compares with another.
 */
final class VersionPatterns {
  private VersionPatterns() {}

  /** Returns the set without such patterns; the same one if it has none. */
  static ValueSet resolved(CanonicalCatalog catalog, ValueSet set) {
    if (parts(set).noneMatch(VersionPatterns::hasPattern)) {
      return set;
    }
    Map<String, Long> parts =
        parts(set)
            .filter(ConceptSetComponent::hasSystem)
            .collect(Collectors.groupingBy(ConceptSetComponent::getSystem, Collectors.counting()));
    ValueSet changed = set.copy();
    parts(changed)
        .filter(part -> hasPattern(part) && parts.getOrDefault(part.getSystem(), 0L) > 1)
        .forEach(part -> resolve(catalog, part));
    return changed;
  }

  private static Stream<ConceptSetComponent> parts(ValueSet set) {
    return Stream.concat(
        set.getCompose().getInclude().stream(), set.getCompose().getExclude().stream());
  }

  private static boolean hasPattern(ConceptSetComponent part) {
    return part.hasSystem()
        && part.hasVersion()
        && VersionUtilities.versionHasWildcards(part.getVersion());
  }

  private static void resolve(CanonicalCatalog catalog, ConceptSetComponent part) {
    CodeSystem system = catalog.codeSystem(part.getSystem(), part.getVersion());
    if (system != null && system.hasVersion()) {
      part.setVersion(system.getVersion());
    }
  }
}
