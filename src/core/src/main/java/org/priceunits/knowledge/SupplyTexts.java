package org.priceunits.knowledge;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeSystem;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/**
 * The words that charts write beside a drug that the site did not buy.
 *
 * @param phrases in lower case, without apostrophes
 */
public record SupplyTexts(List<String> phrases) {
  private static final Pattern APOSTROPHE = Pattern.compile("['\u2019]");

  /** Words before a phrase that say the contrary: "no placebo", "not a placebo". */
  private static final Set<String> NEGATIONS = Set.of("no", "not", "non", "without", "never");

  private static final Set<String> ARTICLES = Set.of("a", "an", "the");
  private static final String BAR = "|";

  /** Signs that end a part of a sentence: a negation before them says nothing of what follows. */
  private static final Pattern PART = Pattern.compile("[.,;:!?()\\[\\]/\n]");

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}|]+");

  public SupplyTexts {
    phrases = List.copyOf(phrases);
  }

  static SupplyTexts of(List<CodeSystem> systems) {
    return new SupplyTexts(
        systems.stream()
            .filter(system -> Canonicals.codeSystem("drug-supply-text").equals(system.getUrl()))
            .flatMap(system -> system.getConcept().stream())
            .flatMap(concept -> FhirValues.code(concept.getCode()).stream())
            .toList());
  }

  /** Returns the first phrase that one of the texts has as words; empty if none has any. */
  public Optional<String> in(Collection<String> texts) {
    List<Words> all = texts.stream().map(Words::of).toList();
    return phrases.stream()
        .filter(phrase -> all.stream().anyMatch(words -> words.state(" " + phrase + " ")))
        .findFirst();
  }

  /**
   * The words of a text, with a blank on each side.
   *
   * @param parted with a bar where the text has a sign that ends a part of a sentence
   */
  private record Words(String plain, String parted) {
    static Words of(String text) {
      return new Words(words(text), words(PART.matcher(text).replaceAll(" " + BAR + " ")));
    }

    /** Returns true if the phrase is here without a negation before it in its own part. */
    boolean state(String phrase) {
      if (!plain.contains(phrase)) {
        return false;
      }
      int at = parted.indexOf(phrase);
      boolean across = at < 0;
      for (; at >= 0; at = parted.indexOf(phrase, at + 1)) {
        if (!isNegated(parted.substring(0, at).strip())) {
          return true;
        }
      }
      return across;
    }
  }

  private static boolean isNegated(String before) {
    int last = before.lastIndexOf(' ');
    String word = before.substring(last + 1);
    return NEGATIONS.contains(word)
        || last > 0 && ARTICLES.contains(word) && isNegated(before.substring(0, last));
  }

  private static String words(String text) {
    String small = APOSTROPHE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    return " " + BETWEEN.matcher(small).replaceAll(" ").strip() + " ";
  }
}
