package org.priceunits.server.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/**
 * The formats of answers. HAPI also knows Turtle, for which it needs libraries that are not here,
 * and NDJSON, under whose name it would send XML; both are answered 406.
 */
final class Formats {
  private static final Set<String> NAMES =
      Set.of(
          "",
          "json",
          "xml",
          "html",
          "html/json",
          "html/xml",
          "text/html",
          "text/json",
          "text/xml",
          "application/json",
          "application/xml",
          "application/fhir+json",
          "application/fhir+xml",
          "application/json+fhir",
          "application/xml+fhir");

  private static final Pattern NOT_WRITTEN = Pattern.compile("turtle|rdf|n-triples|n3|ndjson|ttl");
  private static final Pattern PARAMETER = Pattern.compile("_format=([^&]*)");
  private static final Refusal REFUSAL =
      new Refusal(
          406,
          IssueType.NOTSUPPORTED,
          "The answer cannot be written in that format. Ask for application/fhir+json or application/fhir+xml, of fhirVersion 4.0.");

  private Formats() {}

  /** Returns the refusal of a request that accepts none of the formats here. */
  static Optional<Refusal> check(HttpServletRequest request) {
    List<String> accepted = FhirVersion.ranges(Collections.list(request.getHeaders("Accept")));
    boolean none = !accepted.isEmpty() && accepted.stream().noneMatch(Formats::isWritten);
    return none ? Optional.of(REFUSAL) : check(request.getQueryString());
  }

  /** Returns the refusal of parameters that ask for a format that is not written here. */
  static Optional<Refusal> check(@Nullable String parameters) {
    boolean known =
        PARAMETER
            .matcher(Objects.requireNonNullElse(parameters, ""))
            .results()
            .map(asked -> decoded(asked.group(1)))
            .allMatch(asked -> NAMES.contains(name(asked)) && !FhirVersion.isOther(asked));
    return known ? Optional.empty() : Optional.of(REFUSAL);
  }

  private static String decoded(String asked) {
    try {
      return URLDecoder.decode(asked, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return asked;
    }
  }

  private static String name(String decoded) {
    // A plus that is not escaped is a blank.
    return decoded.split(";", 2)[0].strip().replace(' ', '+').toLowerCase(Locale.ROOT);
  }

  /** Returns the Accept headers without the formats that are not written here. */
  static List<String> written(List<String> accept) {
    List<String> written = FhirVersion.ranges(accept).stream().filter(Formats::isWritten).toList();
    return written.isEmpty() ? List.of() : List.of(String.join(", ", written));
  }

  private static boolean isWritten(String range) {
    return !NOT_WRITTEN.matcher(range.split(";", 2)[0].toLowerCase(Locale.ROOT)).find()
        && !FhirVersion.isOther(range);
  }
}
