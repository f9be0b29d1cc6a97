package org.priceunits.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionContainsComponent;
import org.priceunits.domain.product.Ndc;

/**
 * {@code filter} of {@code $expand}: each word must begin the code or a word of the display; case
 * does not matter. An NDC is found in each of its forms.
 */
final class TextFilter {
  private static final String BETWEEN_WORDS = "[^\\p{L}\\p{N}.%]+";
  private final List<String> words;

  TextFilter(String text) {
    words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\s,;]+"))
            .filter(word -> !word.isEmpty())
            .distinct()
            .map(TextFilter::normalised)
            .toList();
  }

  /** 58468-0200-1 is 58468020001; every other word is itself. */
  private static String normalised(String word) {
    return word.contains("-") ? Ndc.of(word).map(Ndc::value).orElse(word) : word;
  }

  boolean passes(ValueSetExpansionContainsComponent entry) {
    String display = entry.hasDisplay() ? entry.getDisplay().toLowerCase(Locale.ROOT) : "";
    List<String> parts = Arrays.asList(display.split(BETWEEN_WORDS));
    String code = entry.getCode() == null ? "" : entry.getCode().toLowerCase(Locale.ROOT);
    return words.stream()
        .allMatch(
            word ->
                code.startsWith(word)
                    || Arrays.stream(word.split(BETWEEN_WORDS))
                        .allMatch(piece -> parts.stream().anyMatch(p -> p.startsWith(piece))));
  }
}
