package org.priceunits.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionContainsComponent;
import org.priceunits.domain.product.Ndc;

/**
 * Matches the {@code filter} of {@code $expand}: each word must be the start of the code or of a
 * word of the display, ignoring case. An NDC is found in each of its formats.
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

  /** Normalizes 58468-0200-1 to 58468020001; returns every other word unchanged. */
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
