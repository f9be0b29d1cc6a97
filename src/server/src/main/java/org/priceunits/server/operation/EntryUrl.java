package org.priceunits.server.operation;

import ca.uhn.fhir.util.UrlUtil;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code request.url} of a Bundle's entry, read as the server reads the path of a request of
 * its own: decoded once, whatever slashes stand in front.
 *
 * @param segments what stands between the slashes of the path; empty for the base itself
 * @param query the query string as it was written, without its question mark; may be empty
 */
public record EntryUrl(List<String> segments, String query) {

  /**
   * Reads any text; one that is absent is read as the base, and one with a broken escape as it
   * stands.
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

  /** The path without a slash in front. */
  public String path() {
    return String.join("/", segments);
  }

  /** The name with its dollar sign, where the path calls an operation. */
  public Optional<String> operation() {
    return segments.stream().filter(segment -> segment.startsWith("$")).findFirst();
  }
}
