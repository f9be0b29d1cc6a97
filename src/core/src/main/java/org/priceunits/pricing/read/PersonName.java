package org.priceunits.pricing.read;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.HumanName;

/**
 * A person's name as senders of claims write it, without what they write in different ways: case,
 * accents, apostrophes, hyphens, double blanks and suffixes.
 *
 * @param family letters and digits alone; empty if unknown
 * @param given likewise, all of the first given name
 * @param first likewise, its first word
 */
record PersonName(String family, String given, String first) {
  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,-]+");
  private static final Set<String> SUFFIXES = Set.of("JR", "SR", "II", "III", "IV");

  /** Letters that no mark can be taken from; capital sharp s is SS already. */
  private static final Map<String, String> LETTERS =
      Map.of(
          "\u00d8", "O", "\u00c6", "AE", "\u0152", "OE", "\u0141", "L", "\u0110", "D", "\u00d0",
          "D", "\u00de", "TH");

  /** How well two names agree. */
  enum Match {
    NONE,
    FIRST_WORD,
    WHOLE
  }

  static PersonName of(String family, String given) {
    List<String> words =
        BETWEEN_WORDS
            .splitAsStream(family.strip())
            .map(PersonName::folded)
            .filter(word -> !word.isEmpty())
            .toList();
    String last =
        words.stream()
            .filter(word -> words.size() == 1 || !SUFFIXES.contains(word))
            .collect(Collectors.joining());
    String first = BETWEEN_WORDS.splitAsStream(given.strip()).findFirst().orElse("");
    return new PersonName(last, folded(given), folded(first));
  }

  /** Returns the name; a name that is only a text is read as given names before the last. */
  static PersonName of(HumanName name) {
    if (name.hasFamily() || !name.hasText()) {
      return of(
          Objects.requireNonNullElse(name.getFamily(), ""),
          name.hasGiven() ? Objects.requireNonNullElse(name.getGiven().get(0).getValue(), "") : "");
    }
    String text = name.getText().strip();
    int comma = text.indexOf(',');
    int blank = text.lastIndexOf(' ');
    return comma >= 0
        ? of(text.substring(0, comma), text.substring(comma + 1))
        : of(text.substring(blank + 1), text.substring(0, Math.max(0, blank)));
  }

  boolean isEmpty() {
    return family.isEmpty() && given.isEmpty();
  }

  /** A part that one of the names lacks says nothing. */
  Match match(PersonName other) {
    boolean oneFamily = family.isEmpty() || other.family.isEmpty() || family.equals(other.family);
    if (!oneFamily) {
      return Match.NONE;
    }
    if (given.isEmpty() || other.given.isEmpty() || given.equals(other.given)) {
      return Match.WHOLE;
    }
    return first.equals(other.first) || isInitial(first, other.first)
        ? Match.FIRST_WORD
        : Match.NONE;
  }

  private static boolean isInitial(String one, String other) {
    return (one.length() == 1 || other.length() == 1)
        && Stream.of(one, other).noneMatch(String::isEmpty)
        && one.charAt(0) == other.charAt(0);
  }

  private static String folded(String text) {
    String capitals = text.toUpperCase(Locale.ROOT);
    for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
      capitals = capitals.replace(letter.getKey(), letter.getValue());
    }
    return OTHER.matcher(Normalizer.normalize(capitals, Normalizer.Form.NFKD)).replaceAll("");
  }
}
