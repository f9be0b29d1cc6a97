package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionContainsComponent;
import org.jspecify.annotations.Nullable;

/**
 * What a text filter looks at: a code, and the words of its display and of all its designations, in
 * lower case.
 *
 * @param code the code
 * @param words the words, each after a blank
 */
record SearchText(String code, String words) {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}.%]+");

  static SearchText of(ConceptDefinitionComponent concept) {
    List<@Nullable String> texts = new ArrayList<>();
    texts.add(concept.getDisplay());
    concept.getDesignation().forEach(designation -> texts.add(designation.getValue()));
    return of(concept.getCode(), texts);
  }

  static SearchText of(ValueSetExpansionContainsComponent entry) {
    List<@Nullable String> texts = new ArrayList<>();
    texts.add(entry.getDisplay());
    entry.getDesignation().forEach(designation -> texts.add(designation.getValue()));
    return of(entry.getCode(), texts);
  }

  private static SearchText of(@Nullable String code, List<@Nullable String> texts) {
    StringBuilder words = new StringBuilder();
    for (String text : texts) {
      if (text != null) {
        words.append(' ').append(apart(text));
      }
    }
    return new SearchText(code == null ? "" : code.toLowerCase(Locale.ROOT), words.toString());
  }

  /** Returns the words of a text with one blank between them. */
  static String apart(String text) {
    return BETWEEN_WORDS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }
}
