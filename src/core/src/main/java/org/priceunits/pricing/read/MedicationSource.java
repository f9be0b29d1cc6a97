package org.priceunits.pricing.read;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.FhirValues;

/**
 * The drug as a record names it: by a concept of its own, or by a Medication.
 *
 * @param reference the Medication that it refers to; empty if it holds the concept itself
 * @param display display text of that reference
 */
record MedicationSource(
    CodeableConcept concept,
    String reference,
    String display,
    @Nullable Medication medication,
    Ingredients ingredients) {
  /** Returns the source of a record that holds the concept itself. */
  static MedicationSource of(CodeableConcept concept) {
    return new MedicationSource(concept, "", "", null, Ingredients.NONE);
  }

  String name() {
    String name = FhirValues.name(concept);
    return name.isEmpty() ? display : name;
  }

  /**
   * Returns the codings of the whole; if none identifies a drug, also those of its drug, or else
   * the NDC that the Medication has as an identifier.
   *
   * @param ofOneDrug true if its ingredients are one drug, which several of them may be
   */
  List<Coding> drugCodings(boolean ofOneDrug) {
    List<Coding> codings = new ArrayList<>(concept.getCoding());
    if (ofOneDrug && !IdentifyingCodes.areAmong(codings)) {
      ingredients.concepts().forEach(each -> codings.addAll(each.getCoding()));
    }
    if (medication != null && !IdentifyingCodes.areAmong(codings)) {
      codings.addAll(IdentifyingCodes.ndcsOf(medication));
    }
    return codings;
  }
}
