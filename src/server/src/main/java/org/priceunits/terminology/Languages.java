package org.priceunits.terminology;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.i18n.LanguageTag;
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

  /** A header longer than a client's list of languages is read as far as this. */
  private static final int READ_OF_A_HEADER = 20;

  /** Longer tags are none in use (RFC 5646, section 4.4.1), with a weight. */
  private static final int LONGEST = 80;

  private static final String RANGE =
      "(\\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)(\\s*;\\s*q\\s*=\\s*[0-9.]+)?";
  private static final Pattern ONE = Pattern.compile(RANGE);
  private static final Pattern RANGES =
      Pattern.compile("\\s*" + RANGE + "(\\s*,\\s*" + RANGE + ")*\\s*");

  /** {@code *;q=0} asks for the named languages or nothing. */
  private static final Pattern NO_OTHER =
      Pattern.compile("(^|,)\\s*\\*\\s*;\\s*q\\s*=\\s*0(\\.0*)?\\s*(,|$)");

  private Languages() {}

  /**
   * Returns what can be read of an Accept-Language header; empty if nothing selects a language.
   * Clients send it unasked, with underscores, odd weights or hundreds of languages, so that it
   * never makes a call fail: what cannot be read is passed over. Browsers and Node's fetch send a
   * star, alone or at the end: it accepts any language, so it selects none.
   */
  public static String readable(@Nullable String header) {
    return header == null
        ? ""
        : Stream.of(header.split(",", READ_OF_A_HEADER + 1))
            .limit(READ_OF_A_HEADER)
            .map(String::strip)
            .filter(range -> range.length() <= LONGEST && !range.startsWith("*"))
            .filter(range -> ONE.matcher(range).matches())
            .filter(Languages::isKnown)
            .collect(Collectors.joining(","));
  }

  /** The library fails at a tag whose parts the registry of BCP 47 does not have. */
  private static boolean isKnown(String range) {
    try {
      return !new LanguageTag(EmptyContext.LANGUAGES, range.split(";")[0].strip())
          .present()
          .isEmpty();
    } catch (FHIRException unknown) {
      return false;
    }
  }

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
