package org.priceunits.server.operation;

import ca.uhn.fhir.util.UrlUtil;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code request.url} of a Bundle entry, parsed as the server parses its own request paths:
 * decoded once, with any leading slashes ignored.
 *
 * @param segments the path segments; empty for the base itself
 * @param query the query string as written, without its question mark; may be empty
 */
public record EntryUrl(List<String> segments, String query) {

  /**
   * Parses any text; an absent one is the base, and one with a broken escape is taken as it stands.
   */
  public static EntryUrl of(@Nullable String url) {
    String[] parts = url == null ? new String[] {""} : url.split("\\?", 2);
    List<String> segments =
        Arrays.stream(decoded(parts[0]).split("/"))
            .map(String::strip)
            .filter(segment -> !segment.isEmpty())
            .toList();
    return new EntryUrl(segments, parts.length == 2 ? parts[1] : "");
  }

  private static String decoded(String path) {
    try {
      return UrlUtil.unescape(path);
    } catch (IllegalArgumentException e) {
      return path;
    }
  }

  /** Returns the path without a leading slash. */
  public String path() {
    return String.join("/", segments);
  }

  /** Returns the parameters of the query, decoded. */
  public Map<String, String[]> parameters() {
    return UrlUtil.parseQueryString(query);
  }

  /** Returns the operation name with its dollar sign, if the path calls an operation. */
  public Optional<String> operation() {
    return segments.stream().filter(segment -> segment.startsWith("$")).findFirst();
  }
}
