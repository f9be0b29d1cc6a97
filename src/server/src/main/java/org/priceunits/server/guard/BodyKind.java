package org.priceunits.server.guard;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a body may be. The content type alone decides; the body is not guessed at. */
enum BodyKind {
  JSON,
  XML,
  JSON_PATCH,
  FORM,
  /** Nothing that this server reads. */
  OTHER;

  /**
   * Charsets whose digits are those of ASCII, so that {@link JsonScan} sees them. FHIR itself asks
   * for UTF-8.
   */
  private static final Set<String> CHARSETS = Set.of("utf-8", "us-ascii", "iso-8859-1");

  private static final Map<String, BodyKind> TYPES =
      Map.of(
          "application/fhir+json", JSON,
          "application/json", JSON,
          "application/fhir+xml", XML,
          "application/xml", XML,
          "application/json-patch+json", JSON_PATCH,
          "application/x-www-form-urlencoded", FORM);

  /**
   * The kind that a Content-Type header names; a charset that hides digits is {@link #OTHER} too.
   */
  static BodyKind of(@Nullable String contentType) {
    String[] parts =
        Objects.requireNonNullElse(contentType, "").toLowerCase(Locale.ROOT).split(";");
    for (int i = 1; i < parts.length; i++) {
      String[] parameter = parts[i].strip().split("=", 2);
      if (parameter.length == 2
          && parameter[0].equals("charset")
          && !CHARSETS.contains(parameter[1].replace("\"", ""))) {
        return OTHER;
      }
    }
    return TYPES.getOrDefault(parts[0].strip(), OTHER);
  }

  /** Whether a body of this kind belongs to a request like this. */
  boolean fits(String method, String path) {
    return switch (this) {
      case JSON, XML -> true;
      case JSON_PATCH -> method.equals("PATCH");
      case FORM -> method.equals("POST") && path.endsWith("/_search");
      case OTHER -> false;
    };
  }

  boolean isJson() {
    return this == JSON || this == JSON_PATCH;
  }
}
