package org.priceunits.server.guard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.InputLimits;

/**
 * Searches a query string or a posted search form for U+0000, which PostgreSQL refuses; for {@code
 * _filter}, which is not served but which HAPI parses into an internal error; and for numbers with
 * an absurd exponent, which a search would write out in full. Only a whole value or component
 * counts; identifiers and ids, and codes with their system, may look like such a number. A bare
 * code or a reference by a bare id may not.
 */
final class ParameterScan {
  /**
   * A FHIR search value: prefix, number and exponent between the separators of values and
   * components. A quantity has its number before the system, where a token has none.
   */
  private static final Pattern WILD_NUMBER =
      Pattern.compile(
          "(?<![^=,$&])(?:eq|ne|gt|lt|ge|le|sa|eb|ap)?[+ -]?(?:[0-9]++\\.?+[0-9]*+|\\.[0-9]++)[eE][+ -]?[0-9]{%d,}(?![^,|$&])"
              .formatted(InputLimits.MAX_EXPONENT_DIGITS + 1));

  /** Parameters whose values are never read as numbers, even chained or with a modifier. */
  private static final Set<String> IDENTIFIERS = Set.of("identifier", "_id");

  private static final Pattern FILTER = Pattern.compile("(?<![^?&])_filter(?::[^=&]*)?=");

  private ParameterScan() {}

  static Optional<Refusal> check(@Nullable String parameters) {
    if (parameters == null || parameters.isEmpty()) {
      return Optional.empty();
    }
    String decoded;
    try {
      decoded = URLDecoder.decode(parameters, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.of(
          new Refusal(
              400,
              IssueType.INVALID,
              "A percent sign in the parameters is not followed by two hexadecimal digits."));
    }
    if (decoded.indexOf('\0') >= 0) {
      return Optional.of(
          new Refusal(
              400,
              IssueType.INVALID,
              "The parameters hold the character U+0000, which no value has. Take it out."));
    }
    if (FILTER.matcher(decoded).find()) {
      return Optional.of(
          new Refusal(
              400,
              IssueType.NOTSUPPORTED,
              "_filter is not served. Search by the parameters that the CapabilityStatement lists."));
    }
    return Arrays.stream(decoded.split("&"))
            .anyMatch(p -> !isIdentifier(p) && WILD_NUMBER.matcher(p).find())
        ? Optional.of(
            new Refusal(
                400,
                IssueType.VALUE,
                "A number in the parameters has an exponent of more than %d digits."
                    .formatted(InputLimits.MAX_EXPONENT_DIGITS)))
        : Optional.empty();
  }

  private static boolean isIdentifier(String parameter) {
    int value = parameter.indexOf('=');
    return value >= 0
        && Arrays.stream(parameter.substring(0, value).split("[.:]"))
            .anyMatch(IDENTIFIERS::contains);
  }
}
