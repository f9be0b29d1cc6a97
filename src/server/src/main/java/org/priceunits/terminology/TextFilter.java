package org.priceunits.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.priceunits.domain.product.Ndc;

/**
 * Matches the {@code filter} of {@code $expand}: each word must be the start of the code or of a
 * word of the display or of a designation, ignoring case. An NDC is found in each of its formats.
 */
final class TextFilter {
  private final List<Word> words;

  TextFilter(String text) {
    words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\s,;]+"))
            .filter(word -> !word.isEmpty())
            .distinct()
            .map(Word::of)
            .toList();
  }

  boolean passes(SearchText text) {
    for (Word word : words) {
      if (!word.passes(text)) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param start the beginning of a code
   * @param pieces the beginnings of words, each after a blank
   */
  private record Word(String start, List<String> pieces) {
    static Word of(String word) {
      List<String> pieces =
          Arrays.stream(SearchText.apart(word).split(" "))
              .filter(piece -> !piece.isEmpty())
              .map(piece -> " " + piece)
              .toList();
      return new Word(normalised(word), pieces);
    }

    /** Normalizes 58468-0200-1 to 58468020001; returns every other word unchanged. */
    private static String normalised(String word) {
      return word.contains("-") ? Ndc.of(word).map(Ndc::value).orElse(word) : word;
    }

    boolean passes(SearchText text) {
      return text.code().startsWith(start)
          || !pieces.isEmpty() && pieces.stream().allMatch(text.words()::contains);
    }
  }
}
