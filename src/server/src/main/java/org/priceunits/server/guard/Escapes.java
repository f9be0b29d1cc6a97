package org.priceunits.server.guard;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.util.UrlUtil;
import java.util.Map;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/**
 * The percent escapes of conditions and URLs inside a request. The container checks those of the
 * request's own URL; HAPI fails at any other that it cannot decode.
 */
public final class Escapes {
  private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private Escapes() {}

  /**
   * Returns the text decoded. A {@code %} that begins no escape stands for itself, as HAPI reads it
   * in a conditional reference; the escapes beside it must not hide what they say.
   */
  public static String decoded(String text) {
    return UrlUtil.unescape(BROKEN.matcher(text).replaceAll("%25"));
  }

  /** Returns true if a {@code %} begins no escape; an absent text has none. */
  public static boolean areBroken(@Nullable String text) {
    return text != null && BROKEN.matcher(text).find();
  }

  /**
   * Returns the parameters of a condition.
   *
   * @param query a query string without its question mark
   * @throws InvalidRequestException if a {@code %} begins no escape
   */
  public static Map<String, String[]> parameters(String query) {
    if (areBroken(query)) {
      String text =
          "The condition has a % that begins no escape. Write %25 for the character itself.";
      throw new InvalidRequestException(text, new Refusal(400, IssueType.INVALID, text).outcome());
    }
    return UrlUtil.parseQueryString(query);
  }

  /**
   * Returns the parameters of a condition as HAPI reads them in a conditional reference: a {@code
   * %} that begins no escape stands for itself.
   *
   * @param query a query string without its question mark
   */
  public static Map<String, String[]> parametersAsRead(String query) {
    return UrlUtil.parseQueryString(BROKEN.matcher(query).replaceAll("%25"));
  }
}
