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
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

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
    List<String> plain = texts.stream().map(SupplyTexts::plain).toList();
    return phrases.stream()
        .filter(phrase -> plain.stream().anyMatch(text -> states(text, phrase)))
        .findFirst();
  }

  /** Returns true if a text has a phrase without a negation before it. */
  private static boolean states(String text, String phrase) {
    String words = " " + phrase + " ";
    for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      if (!isNegated(text.substring(0, at).strip())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNegated(String before) {
    int last = before.lastIndexOf(' ');
    String word = before.substring(last + 1);
    return NEGATIONS.contains(word)
        || last > 0 && ARTICLES.contains(word) && isNegated(before.substring(0, last));
  }

  private static String plain(String text) {
    String small = APOSTROPHE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    return " " + BETWEEN.matcher(small).replaceAll(" ") + " ";
  }
}
