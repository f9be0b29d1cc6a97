package org.priceunits.terminology;

import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.hl7.fhir.utilities.VersionUtilities;
import org.jspecify.annotations.Nullable;

/**
 * Reads patterns of versions as the library does: {@code 1.x.x}, {@code 1.2.*} or {@code 1.2?}
 * stand for the latest version that matches them part by part, so that {@code 1.x} stands for no
 * version of three numbers.
 */
final class VersionMatch {
  private VersionMatch() {}

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
}
