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
   * Returns the codings of the whole; if none identifies a drug, also those of its drug, or else
   * the NDC that the Medication has as an identifier.
   *
   * @param ofOneDrug true if its ingredients are one drug, which several of them may be
   */
  List<Coding> drugCodings(boolean ofOneDrug) {
    List<Coding> codings = new ArrayList<>(concept.getCoding());
    if (ofOneDrug && codings.stream().noneMatch(MedicationSource::identifies)) {
      ingredients.concepts().forEach(each -> codings.addAll(each.getCoding()));
    }
    if (medication != null && codings.stream().noneMatch(MedicationSource::identifies)) {
      codings.addAll(identifyingNdcs(medication));
    }
    return codings;
  }

  /**
   * Returns what a Medication is; if its code identifies no drug, with the NDC of its identifier.
   */
  static CodeableConcept named(Medication medication) {
    CodeableConcept code = medication.getCode();
    if (code.getCoding().stream().anyMatch(MedicationSource::identifies)) {
      return code;
    }
    CodeableConcept named = code.copy();
    identifyingNdcs(medication).forEach(named::addCoding);
    return named;
  }

  private static boolean identifies(Coding coding) {
    return coding.hasCode() && IDENTIFYING.contains(Canonicals.preferred(coding.getSystem()));
  }

  /** Returns the packages among the identifiers in use, as MIMIC-IV on FHIR has them. */
  private static List<Coding> identifyingNdcs(Medication medication) {
    return medication.getIdentifier().stream()
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
