package org.priceunits.server.guard;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.operation.HttpDate;

/**
 * What a request or an entry says of the stored resource that it writes (RFC 9110, section 13).
 *
 * @param versions versions of which the stored one must be; {@code *} is any; empty if not stated
 * @param otherVersions versions of which the stored one must not be; {@code *} is any
 * @param changedSince the stored resource must be younger
 * @param unchangedSince the stored resource must not be younger
 */
record Preconditions(
    Set<String> versions,
    Set<String> otherVersions,
    @Nullable Instant changedSince,
    @Nullable Instant unchangedSince) {
  static final String IF_MATCH = "If-Match";
  static final String IF_NONE_MATCH = "If-None-Match";
  static final String IF_MODIFIED_SINCE = "If-Modified-Since";
  static final String IF_UNMODIFIED_SINCE = "If-Unmodified-Since";
  static final Set<String> HEADERS =
      Set.of(IF_MATCH, IF_NONE_MATCH, IF_MODIFIED_SINCE, IF_UNMODIFIED_SINCE);

  private static final String ANY = "*";
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7E]*+)\"");
  private static final Pattern TAGS =
      Pattern.compile("\\s*+" + TAG + "(?:\\s*+,\\s*+" + TAG + ")*+\\s*+");

  /** A header that cannot be read. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    private UnreadableException(String header, String expected) {
      super(header);
      text = "%s is no precondition that can be read. Write %s.".formatted(header, expected);
    }

    Refusal refusal() {
      return new Refusal(400, IssueType.VALUE, text);
    }
  }

  /** Reads the headers of a request; an absent or empty one states nothing. */
  static Preconditions ofHeaders(
      @Nullable String ifMatch,
      @Nullable String ifNoneMatch,
      @Nullable String ifModifiedSince,
      @Nullable String ifUnmodifiedSince)
      throws UnreadableException {
    return new Preconditions(
        tags(IF_MATCH, ifMatch),
        tags(IF_NONE_MATCH, ifNoneMatch),
        date(IF_MODIFIED_SINCE, ifModifiedSince),
        date(IF_UNMODIFIED_SINCE, ifUnmodifiedSince));
  }

  /** Reads those of a Bundle's entry, whose date is an instant of FHIR. */
  static Preconditions ofEntry(
      @Nullable String ifMatch, @Nullable String ifNoneMatch, @Nullable Instant changedSince)
      throws UnreadableException {
    return new Preconditions(
        tags("ifMatch", ifMatch), tags("ifNoneMatch", ifNoneMatch), changedSince, null);
  }

  private static Set<String> tags(String header, @Nullable String text) throws UnreadableException {
    if (text == null || text.isBlank()) {
      return Set.of();
    }
    if (text.strip().equals(ANY)) {
      return Set.of(ANY);
    }
    if (!TAGS.matcher(text).matches()) {
      throw new UnreadableException(header, "an ETag such as W/\"3\", several with commas, or *");
    }
    return TAG.matcher(text).results().map(tag -> tag.group(1)).collect(Collectors.toSet());
  }

  private static @Nullable Instant date(String header, @Nullable String text)
      throws UnreadableException {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return HttpDate.read(text);
    } catch (DateTimeParseException e) {
      throw new UnreadableException(header, "a date such as Thu, 12 Mar 2026 10:00:00 GMT");
    }
  }

  /** Returns true for a date of HTTP; a read ignores any other text. */
  static boolean isDate(String text) {
    try {
      return date(IF_MODIFIED_SINCE, text) != null;
    } catch (UnreadableException e) {
      return false;
    }
  }

  /** Returns true if nothing is stated. */
  boolean isEmpty() {
    return equals(new Preconditions(Set.of(), Set.of(), null, null));
  }

  /** Returns true if a resource that is not there would not do. */
  boolean needsResource() {
    return !versions.isEmpty();
  }

  /**
   * Returns the sentence for a stored resource that does not meet them.
   *
   * @param version its version; null if nothing is stored
   * @param changed when that version was stored; null if it is not known
   */
  Optional<String> unmet(@Nullable String version, @Nullable Instant changed) {
    if (!versions.isEmpty() && !matches(versions, version)) {
      return Optional.of(
          version == null
              ? "If-Match names a version, but nothing is stored there. Read what is stored, then send the write again."
              : "If-Match does not name the stored version, which is %s. Read it, and send the write for that version."
                  .formatted(version));
    }
    if (matches(otherVersions, version)) {
      return Optional.of(
          "If-None-Match names the stored version, which is %s. Nothing was written."
              .formatted(version));
    }
    if (changed == null) {
      return Optional.empty();
    }
    // Dates of HTTP have no parts of a second.
    boolean younger =
        changedSince != null && changed.truncatedTo(ChronoUnit.SECONDS).isAfter(changedSince);
    boolean youngerThanAllowed =
        unchangedSince != null && changed.truncatedTo(ChronoUnit.SECONDS).isAfter(unchangedSince);
    if (changedSince != null && !younger) {
      return Optional.of(
          "If-Modified-Since asks for a resource that was changed after that time, and this one was not. Nothing was written.");
    }
    return youngerThanAllowed
        ? Optional.of(
            "The stored resource was changed after the time in If-Unmodified-Since. Read it, then send the write again.")
        : Optional.empty();
  }

  private static boolean matches(Set<String> stated, @Nullable String version) {
    return version != null && (stated.contains(ANY) || stated.contains(version));
  }
}
