package org.priceunits.pricing.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in the text that a chart shows for a drug, in lower case, without strengths, forms and
 * routes: {@code KEYTRUDA (pembrolizumab) 25 mg/mL IV soln}. Charts write brand and substance in
 * any order, and no strength here is a dose.
 *
 * @param names the names outside of brackets
 * @param bracketed the texts in brackets and parentheses: a brand, a substance, or another note
 */
record ChartName(List<String> names, List<String> bracketed) {
  /** A longer text is no name. */
  private static final int LONGEST = 1_000;

  /** The letter of an antigen, Rho(D), is no note. */
  private static final Pattern BRACKETED =
      Pattern.compile("[\\[(](?!\\p{L}\\))([^\\[\\]()]*)[\\])]");

  /** What joins names; a slash without blanks joins words, or the parts of a strength. */
  private static final Pattern BETWEEN =
      Pattern.compile(
          "\\||;|\\+|&|\\s[-\u2013/]\\s|(?<=\\p{L}{3})/(?=\\p{L}{3})|\\s(?:and|with|plus|in)\\s");

  private static final Pattern STRENGTH =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}-])[0-9][0-9.,]*+\\s*+(?<unit>%|\\p{L}[\\p{L}.]*+)(?:\\s*/\\s*[0-9.,]*\\s*\\p{L}+)*+");

  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N})]+$");

  private static final String PERCENT = "%";

  /** Returns the names of a text; none if it is too long for one. */
  static ChartName of(String text, NameWords words) {
    if (text.length() > LONGEST) {
      return new ChartName(List.of(), List.of());
    }
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    List<String> bracketed = new ArrayList<>(1);
    Matcher groups = BRACKETED.matcher(plain);
    while (groups.find()) {
      bracketed.addAll(names(groups.group(1), words));
    }
    return new ChartName(names(groups.replaceAll(" | "), words), bracketed);
  }

  /**
   * What stands beside the name of a drug.
   *
   * @param unit tells units of strengths
   * @param beside tells phrases of forms, routes and containers
   * @param diluent tells what drugs are diluted with
   * @param brand tells brands, which may end in such a phrase: Primaxin IV
   */
  record NameWords(
      Predicate<String> unit,
      Predicate<String> beside,
      Predicate<String> diluent,
      Predicate<String> brand) {}

  /** Returns false for the words of a form or a route. */
  static boolean isName(String text, NameWords words) {
    return !trimmed(text.toLowerCase(Locale.ROOT), words).isEmpty();
  }

  private static List<String> names(String text, NameWords words) {
    String withoutStrengths =
        STRENGTH
            .matcher(text)
            .replaceAll(
                found ->
                    isUnit(found.group(1), words)
                        ? " | "
                        : Matcher.quoteReplacement(found.group()));
    List<String> names = new ArrayList<>(1);
    for (String piece : BETWEEN.split(" " + withoutStrengths + " ")) {
      String name = trimmed(piece, words);
      if (!name.isEmpty() && !words.diluent().test(name) && !names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private static boolean isUnit(String unit, NameWords words) {
    return PERCENT.equals(unit) || words.unit().test(unit);
  }

  /** Returns a text without the words at its ends that are no part of a name. */
  private static String trimmed(String text, NameWords known) {
    Predicate<String> beside = known.beside();
    List<String> words =
        new ArrayList<>(
            Arrays.stream(text.strip().split(" +"))
                .map(word -> AROUND.matcher(word).replaceAll(word.endsWith(",") ? "," : ""))
                .filter(word -> !word.isEmpty() && !word.equals(","))
                .toList());
    while (!words.isEmpty()
        && beside.test(plain(words.get(words.size() - 1)))
        && !known.brand().test(String.join(" ", words))) {
      words.remove(words.size() - 1);
    }
    // A number at the end is part of a brand: Infumorph 200.
    while (!words.isEmpty() && (beside.test(plain(words.get(0))) || isNumber(words.get(0)))) {
      words.remove(0);
    }
    return String.join(" ", words).replaceAll(",$", "");
  }

  private static String plain(String word) {
    return word.replaceAll("[,.]$", "");
  }

  private static boolean isNumber(String word) {
    return word.chars().noneMatch(Character::isLetter);
  }
}
