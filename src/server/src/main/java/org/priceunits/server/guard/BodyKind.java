package org.priceunits.server.guard;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of request body, determined by the content type alone; the body is not inspected. */
enum BodyKind {
  JSON,
  XML,
  JSON_PATCH,
  FORM,
  /** A kind that this server does not read. */
  OTHER;

  /**
   * Charsets whose digits are those of ASCII, so that {@link JsonScan} recognizes them. FHIR itself
   * requires UTF-8.
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
   * Returns the kind that a Content-Type header names; {@link #OTHER} also for a charset that hides
   * digits.
   */
  static BodyKind of(@Nullable String contentType) {
    String[] parts =
        Objects.requireNonNullElse(contentType, "").toLowerCase(Locale.ROOT).split(";", -1);
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

  /** Returns true if a body of this kind is allowed in such a request. */
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
