package org.priceunits.server.guard;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The release of FHIR that a media type names as {@code fhirVersion}. HAPI ignores the parameter,
 * and would read a body of another release as R4.
 */
final class FhirVersion {
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*fhirversion\\s*=\\s*\"?([^;,\"\\s]*)", Pattern.CASE_INSENSITIVE);

  /** R4 as the parameter is written: the release without its correction, or with it. */
  private static final Set<String> SERVED = Set.of("", "4.0", "4.0.0", "4.0.1");

  private FhirVersion() {}

  /** Returns true for a media type that names another release than R4; without one it is R4. */
  static boolean isOther(@Nullable String mediaType) {
    Matcher named = PARAMETER.matcher(mediaType == null ? "" : mediaType);
    return named.find() && !SERVED.contains(named.group(1));
  }
}
