package org.priceunits.server.guard;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/**
 * The release of FHIR that a media type names as {@code fhirVersion}. HAPI ignores the parameter,
 * and would read a body of another release as R4.
 */
public final class FhirVersion {
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*fhirversion\\s*=\\s*\"?([^;,\"\\s]*)", Pattern.CASE_INSENSITIVE);

  /** R4 as the parameter is written: the release without its correction, or with it. */
  private static final Set<String> SERVED = Set.of("", "4.0", "4.0.0", "4.0.1");

  private static final Refusal BODY =
      new Refusal(
          415,
          IssueType.NOTSUPPORTED,
          "The Content-Type names another release of FHIR than R4. Send R4, as fhirVersion=4.0 or without the parameter.");
  private static final Refusal ANSWER =
      new Refusal(
          406,
          IssueType.NOTSUPPORTED,
          "The answers are FHIR R4, and Accept names other releases alone. Ask for fhirVersion=4.0, or leave the parameter out.");

  private FhirVersion() {}

  /** Returns the refusal of a body whose media type names another release than R4. */
  public static Optional<Refusal> ofBody(@Nullable String contentType) {
    return isOther(contentType) ? Optional.of(BODY) : Optional.empty();
  }

  /**
   * Returns the refusal of a request all of whose ranges name another release than R4.
   *
   * @param accept the values of {@code Accept}; none accepts everything
   */
  public static Optional<Refusal> ofAnswer(List<String> accept) {
    List<String> ranges = ranges(accept);
    return !ranges.isEmpty() && ranges.stream().allMatch(FhirVersion::isOther)
        ? Optional.of(ANSWER)
        : Optional.empty();
  }

  /** Returns true for a media type that names another release than R4; without one it is R4. */
  public static boolean isOther(@Nullable String mediaType) {
    Matcher named = PARAMETER.matcher(mediaType == null ? "" : mediaType);
    return named.find() && !SERVED.contains(named.group(1));
  }

  /** Returns the media ranges of Accept headers. */
  static List<String> ranges(List<String> accept) {
    return accept.stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(String::strip)
        .filter(range -> !range.isEmpty())
        .toList();
  }
}
