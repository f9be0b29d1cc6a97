package org.priceunits.terminology;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.utilities.VersionUtilities;
import org.jspecify.annotations.Nullable;

/**
 * Reads versions of code systems as the library does: patterns such as {@code 1.x.x}, {@code 1.2.*}
 * or {@code 1.2?} stand for the latest version that matches them part by part, so that {@code 1.x}
 * stands for no version of three numbers, and parameters of the call come before or after what a
 * value set names.
 *
 * <p>In a value set that names several versions of one code system the patterns are replaced by the
 * versions that they stand for: the library compares such versions with each other, and fails at a
 * pattern that it compares with another.
 */
final class VersionPatterns {
  private VersionPatterns() {}

  /**
   * Returns the version, or pattern, of the code system that a part of a value set selects from;
   * null for the latest. {@code force-system-version} comes before the version that the part names,
   * {@code system-version} and {@code check-system-version} after it.
   */
  static @Nullable String versionToUse(CallState call, ConceptSetComponent part) {
    String forced = ofCall(call, "force-system-version", part.getSystem());
    if (forced != null || part.hasVersion()) {
      return forced == null ? part.getVersion() : forced;
    }
    String asked = ofCall(call, "system-version", part.getSystem());
    return asked == null ? ofCall(call, "check-system-version", part.getSystem()) : asked;
  }

  private static @Nullable String ofCall(CallState call, String name, String system) {
    String start = system + "|";
    return call.parameters().getParameter().stream()
        .filter(p -> name.equals(p.getName()) && p.hasValue())
        .map(p -> String.valueOf(p.getValue().primitiveValue()))
        .filter(canonical -> canonical.startsWith(start))
        .map(canonical -> canonical.substring(start.length()))
        .findFirst()
        .orElse(null);
  }

  /**
   * Returns true for a version that a pattern stands for; versions of other forms, such as 2025-10,
   * match none.
   */
  static boolean matches(String pattern, @Nullable String version) {
    try {
      return version != null
          && VersionUtilities.versionHasWildcards(pattern)
          && VersionUtilities.versionMatches(pattern, version);
    } catch (FHIRException otherForm) {
      return false;
    }
  }

  /** Returns the later one of two versions that match a pattern. */
  static <T extends CanonicalResource> T later(T one, T other) {
    return VersionUtilities.isThisOrLater(
            one.getVersion(), other.getVersion(), VersionUtilities.VersionPrecision.FULL)
        ? other
        : one;
  }

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
