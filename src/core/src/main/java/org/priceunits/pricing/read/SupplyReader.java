package org.priceunits.pricing.read;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.SupplyTexts;

/** Reads whether the words of a drug say that the site did not buy it. */
final class SupplyReader {
  private final SupplyTexts words;

  SupplyReader(SupplyTexts words) {
    this.words = words;
  }

  /**
   * Returns the words that say so; empty if none do.
   *
   * @param medication the Medication that the record refers to; absent if there is none
   */
  Optional<String> read(MedicationAdministration record, @Nullable Medication medication) {
    Stream<String> own =
        record.getMedication() instanceof CodeableConcept concept
            ? texts(concept)
            : record.getMedication() instanceof Reference reference
                ? FhirValues.text(reference.getDisplayElement()).stream()
                : Stream.empty();
    Stream<String> referred = medication == null ? Stream.empty() : texts(medication.getCode());
    List<String> all = Stream.concat(own, referred).toList();
    return words.in(all);
  }

  private static Stream<String> texts(CodeableConcept concept) {
    return Stream.concat(
        FhirValues.text(concept.getTextElement()).stream(),
        concept.getCoding().stream().flatMap(c -> FhirValues.text(c.getDisplayElement()).stream()));
  }
}
