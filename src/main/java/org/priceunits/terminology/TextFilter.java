package org.priceunits.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionContainsComponent;

/**
 * {@code filter} of {@code $expand}: each word must begin the code or a word of the display; case
 * does not matter.
 */
final class TextFilter {
  private static final String BETWEEN_WORDS = "[^\\p{L}\\p{N}.%]+";
  private final List<String> words;

  TextFilter(String text) {
    words = List.of(text.trim().toLowerCase(Locale.ROOT).split("\\s+"));
  }

  boolean passes(ValueSetExpansionContainsComponent entry) {
    String display = entry.hasDisplay() ? entry.getDisplay().toLowerCase(Locale.ROOT) : "";
    List<String> parts = Arrays.asList(display.split(BETWEEN_WORDS));
    String code = entry.getCode() == null ? "" : entry.getCode().toLowerCase(Locale.ROOT);
    return words.stream()
        .allMatch(
            word ->
                code.startsWith(word) || parts.stream().anyMatch(part -> part.startsWith(word)));
  }
}
