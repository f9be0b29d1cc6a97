package org.priceunits.terminology;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code displayLanguage}: a language tag or a whole Accept-Language header (RFC 9110,
 * section 12.5.4).
 */
public final class Languages {
  /**
   * The parameter for the languages of the client's Accept-Language header; {@code
   * displayLanguage}, and a value set that states its language as a parameter, come before it.
   */
  public static final String HEADER = "Accept-Language";

  private static final String RANGE =
      "(\\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)(\\s*;\\s*q\\s*=\\s*[0-9.]+)?";
  private static final Pattern RANGES =
      Pattern.compile("\\s*" + RANGE + "(\\s*,\\s*" + RANGE + ")*\\s*");

  /** {@code *;q=0} asks for the named languages or nothing. */
  private static final Pattern NO_OTHER =
      Pattern.compile("(^|,)\\s*\\*\\s*;\\s*q\\s*=\\s*0(\\.0*)?\\s*(,|$)");

  private Languages() {}

  /** Returns the languages that a text names, without their weights. */
  static List<String> named(@Nullable String text) {
    return text == null
        ? List.of()
        : Stream.of(text.split(","))
            .map(range -> range.split(";")[0].strip())
            .filter(language -> !language.isEmpty() && !language.equals("*"))
            .toList();
  }

  /** Returns true for the same language, with or without a region: es, es-US. */
  static boolean match(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    return a.equals(b) || a.startsWith(b + "-") || b.startsWith(a + "-");
  }

  /** Returns true if a display in another language is better than none. */
  static boolean acceptsOthers(@Nullable String language) {
    return language == null || !NO_OTHER.matcher(language).find();
  }

  /** Refuses a text that is not a list of languages. */
  static void check(PooledWorkerContext context, @Nullable String language) {
    int most = context.call().bounds().languages();
    if (language != null && language.chars().filter(c -> c == ',').count() >= most) {
      throw QueryRefusedException.of(
          422,
          IssueType.TOOLONG,
          "Parameter 'displayLanguage' names more than %d languages; name those that are read."
              .formatted(most));
    }
    if (language == null || RANGES.matcher(language).matches()) {
      return;
    }
    String text = context.formatMessage(I18nConstants.INVALID_DISPLAY_NAME, language);
    throw QueryRefusedException.of(
        422,
        List.of(
            QueryRefusedException.issue(
                IssueType.PROCESSING,
                I18nConstants.INVALID_DISPLAY_NAME,
                "invalid-display",
                text)));
  }
}
