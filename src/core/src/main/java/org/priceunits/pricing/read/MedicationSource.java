package org.priceunits.pricing.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;
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
  private static final Set<String> IDENTIFYING =
      Set.of(Canonicals.HCPCS, Canonicals.NDC, Canonicals.RXNORM);

  /** Returns the source of a record that holds the concept itself. */
  static MedicationSource of(CodeableConcept concept) {
    return new MedicationSource(concept, "", "", null, Ingredients.NONE);
  }

  String name() {
    String name = FhirValues.name(concept);
    return name.isEmpty() ? display : name;
  }

  /**
   * Returns the codings of the whole, with the NDC that the Medication has as an identifier where
   * its code has none; if none identifies a drug, also those of its only drug.
   */
  List<Coding> drugCodings() {
    List<Coding> codings = new ArrayList<>(concept.getCoding());
    if (codings.stream().noneMatch(MedicationSource::isNdc)) {
      codings.addAll(identifyingNdcs());
    }
    boolean identified =
        codings.stream()
            .anyMatch(
                c -> c.hasCode() && IDENTIFYING.contains(Canonicals.preferred(c.getSystem())));
    if (!identified && ingredients.drugs().size() == 1) {
      codings.addAll(ingredients.drugs().get(0).concept().getCoding());
    }
    return codings;
  }

  /** Returns the packages among the identifiers, as MIMIC-IV on FHIR has them. */
  private List<Coding> identifyingNdcs() {
    return medication == null
        ? List.of()
        : medication.getIdentifier().stream()
            .map(each -> new Coding(each.getSystem(), each.getValue(), null))
            .filter(each -> each.hasCode() && isNdc(each))
            .filter(each -> Ndc.of(each.getCode()).isPresent())
            .toList();
  }

  private static boolean isNdc(Coding coding) {
    return Canonicals.NDC.equals(Canonicals.preferred(coding.getSystem()));
  }
}
