package org.priceunits.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.jspecify.annotations.Nullable;

/**
 * Converts the arguments of the library's messages to the wording that HL7's terminology suite
 * expects.
 */
final class SuiteMessages {
  private static final Pattern CODE_WITH_DISPLAY = Pattern.compile("'([^']*#[^']*): ('.*')'");
  private static final Pattern BETWEEN_DISPLAYS =
      Pattern.compile("(?<=[')]), (?=')|(?<=[')]) or (?=')");
  private static final String WITHOUT_LANGUAGE = " (null)";
  private static final String UNNAMED_SET = "(unidentified)";

  private SuiteMessages() {}

  /** Returns the message to show: that of an unknown code names no version if there is none. */
  static String id(String message, @Nullable Object[] arguments) {
    return I18nConstants.UNKNOWN_CODE_IN_VERSION.equals(message) && isNone(arguments[2])
        ? I18nConstants.UNKNOWN_CODE_IN
        : message;
  }

  /** Returns the arguments of a message, with a word for a value set that has no URL. */
  static @Nullable Object[] adapted(String message, @Nullable Object[] arguments) {
    int place =
        switch (message) {
          case I18nConstants.TX_GENERAL_CC_ERROR_MESSAGE -> 0;
          case I18nConstants.NONE_OF_THE_PROVIDED_CODES_ARE_IN_THE_VALUE_SET_ONE -> 1;
          default -> -1;
        };
    if (place < 0 || !isNone(arguments[place])) {
      return arguments;
    }
    Object[] adapted = arguments.clone();
    adapted[place] = UNNAMED_SET;
    return adapted;
  }

  private static boolean isNone(@Nullable Object argument) {
    return argument == null || "null".equals(argument);
  }

  static @Nullable Object[] adaptedPlural(String message, @Nullable Object[] arguments) {
    if (I18nConstants.NONE_OF_THE_PROVIDED_CODES_ARE_IN_THE_VALUE_SET_.equals(message)) {
      Object[] adapted = arguments.clone();
      adapted[0] = isNone(arguments[0]) ? UNNAMED_SET : arguments[0];
      adapted[1] = code(String.valueOf(arguments[1]));
      return adapted;
    }
    if (isDisplayMessage(message)) {
      Object[] adapted = arguments.clone();
      adapted[2] = join(displays(arguments));
      return adapted;
    }
    return arguments;
  }

  /**
   * Returns the number of displays that the message names; those without a language are left out.
   */
  static int count(int count, String message, @Nullable Object[] arguments) {
    return isDisplayMessage(message) ? displays(arguments).size() : count;
  }

  private static boolean isDisplayMessage(String message) {
    return I18nConstants.DISPLAY_NAME_FOR__SHOULD_BE_ONE_OF__INSTEAD_OF.equals(message);
  }

  private static List<String> displays(@Nullable Object[] arguments) {
    List<String> all = Arrays.asList(BETWEEN_DISPLAYS.split(String.valueOf(arguments[2])));
    List<String> named =
        all.stream().filter(display -> !display.endsWith(WITHOUT_LANGUAGE)).toList();
    return named.isEmpty() ? all : named;
  }

  private static String join(List<String> displays) {
    int last = displays.size() - 1;
    return last == 0
        ? displays.get(0)
        : String.join(", ", displays.subList(0, last)) + " or " + displays.get(last);
  }

  private static String code(String quoted) {
    Matcher matcher = CODE_WITH_DISPLAY.matcher(quoted);
    return matcher.matches() ? "'" + matcher.group(1) + " (" + matcher.group(2) + ")'" : quoted;
  }
}
