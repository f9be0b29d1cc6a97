package org.priceunits.pricing.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.jspecify.annotations.Nullable;
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
  /** Of an NDC as the FDA prints it. */
  private static final int FEWEST_DIGITS = 10;

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
   * Returns the codings of the whole; if none identifies a drug, also those of its only drug, or
   * else the NDC that the Medication has as an identifier.
   */
  List<Coding> drugCodings() {
    List<Coding> codings = new ArrayList<>(concept.getCoding());
    if (codings.stream().noneMatch(MedicationSource::identifies)
        && ingredients.drugs().size() == 1) {
      codings.addAll(ingredients.drugs().get(0).concept().getCoding());
    }
    if (codings.stream().noneMatch(MedicationSource::identifies)) {
      codings.addAll(identifyingNdcs());
    }
    return codings;
  }

  private static boolean identifies(Coding coding) {
    return coding.hasCode() && IDENTIFYING.contains(Canonicals.preferred(coding.getSystem()));
  }

  /** Returns the packages among the identifiers in use, as MIMIC-IV on FHIR has them. */
  private List<Coding> identifyingNdcs() {
    return medication == null
        ? List.of()
        : medication.getIdentifier().stream()
            .filter(each -> each.getUse() != Identifier.IdentifierUse.OLD)
            .map(each -> new Coding(each.getSystem(), each.getValue(), null))
            .filter(each -> each.hasCode() && isNdc(each) && hasDigitsOfAnNdc(each.getCode()))
            .toList();
  }

  /** Returns false for a placeholder, such as 0, which an identifier may be. */
  private static boolean hasDigitsOfAnNdc(String code) {
    return code.chars().filter(Character::isDigit).count() >= FEWEST_DIGITS;
  }

  private static boolean isNdc(Coding coding) {
    return Canonicals.NDC.equals(Canonicals.preferred(coding.getSystem()));
  }
}
