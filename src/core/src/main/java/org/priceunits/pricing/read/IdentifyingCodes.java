package org.priceunits.pricing.read;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.priceunits.fhir.Canonicals;

/** The codes of a Medication that tell which drug it is. */
final class IdentifyingCodes {
  /** Of an NDC as the FDA prints it. */
  private static final int FEWEST_DIGITS = 10;

  private static final Set<String> IDENTIFYING =
      Set.of(Canonicals.HCPCS, Canonicals.NDC, Canonicals.RXNORM);

  private IdentifyingCodes() {}

  /** Returns true if one of the codings identifies a drug. */
  static boolean areAmong(List<Coding> codings) {
    return codings.stream()
        .anyMatch(c -> c.hasCode() && IDENTIFYING.contains(Canonicals.preferred(c.getSystem())));
  }

  /**
   * Returns what a Medication is; if its code identifies no drug, with the NDC of its identifier.
   */
  static CodeableConcept named(Medication medication) {
    CodeableConcept code = medication.getCode();
    if (areAmong(code.getCoding())) {
      return code;
    }
    CodeableConcept named = code.copy();
    ndcsOf(medication).forEach(named::addCoding);
    return named;
  }

  /** Returns the packages among the identifiers in use, as MIMIC-IV on FHIR has them. */
  static List<Coding> ndcsOf(Medication medication) {
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
