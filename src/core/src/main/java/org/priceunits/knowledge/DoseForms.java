package org.priceunits.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.priceunits.domain.product.DoseForm;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/**
 * Reads the name of a dosage form by the words of the hosted {@code CodeSystem/dose-form-text}: the
 * first word of the list that the name contains decides.
 */
public final class DoseForms {
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final String LISTING = "listing";

  private final List<Word> words;

  private DoseForms(List<Word> words) {
    this.words = List.copyOf(words);
  }

  /**
   * @param listing true if the word decides in a listing of the FDA alone: "injection" is a liquid
   *     there, and any injectable elsewhere
   */
  private record Word(String text, DoseForm form, boolean listing) {}

  static DoseForms of(List<CodeSystem> systems) {
    List<Word> words = new ArrayList<>();
    for (CodeSystem system : systems) {
      if (Canonicals.codeSystem("dose-form-text").equals(system.getUrl())) {
        for (ConceptDefinitionComponent concept : system.getConcept()) {
          property(concept, "form")
              .flatMap(DoseForm::of)
              .ifPresent(
                  form ->
                      words.add(
                          new Word(
                              plain(String.valueOf(concept.getCode())),
                              form,
                              property(concept, "used-in").filter(LISTING::equals).isPresent())));
        }
      }
    }
    return new DoseForms(words);
  }

  /** Returns the form that the FDA's name of a dosage form stands for; empty if unknown. */
  public Optional<DoseForm> ofListing(String name) {
    return first(name, true);
  }

  /** Returns the form that a record's name of a dosage form stands for; empty if unknown. */
  public Optional<DoseForm> ofRecord(String name) {
    return first(name, false);
  }

  /** Returns true if a word is that of a dosage form. */
  boolean has(String word) {
    String plain = plain(word);
    return words.stream().anyMatch(known -> known.text().equals(plain));
  }

  /** Returns true if both texts name one dosage form in the same word: implant. */
  boolean isNamedInBoth(String one, String other) {
    String first = plain(one);
    String second = plain(other);
    return words.stream()
        .anyMatch(word -> first.contains(word.text()) && second.contains(word.text()));
  }

  private Optional<DoseForm> first(String name, boolean listing) {
    String plain = plain(name);
    return words.stream()
        .filter(word -> listing || !word.listing())
        .filter(word -> plain.contains(word.text()))
        .map(Word::form)
        .findFirst();
  }

  private static String plain(String text) {
    return " " + BETWEEN.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip() + " ";
  }

  private static Optional<String> property(ConceptDefinitionComponent concept, String name) {
    return concept.getProperty().stream()
        .filter(p -> name.equals(p.getCode()))
        .map(ConceptPropertyComponent::getValue)
        .flatMap(value -> FhirValues.text(value).stream())
        .findFirst();
  }
}
