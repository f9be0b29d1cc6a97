package org.priceunits.pricing;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.MedicationAdministration;

/**
 * Tells the identifiers that identify a record from those that it shares with others: the number of
 * the order, visit, account or patient, which several doses have.
 */
final class RecordIdentifiers {
  /** HL7 v2 table 0203 in R4, and as earlier releases of FHIR name it. */
  private static final List<String> TYPES =
      List.of("http://terminology.hl7.org/CodeSystem/v2-0203", "http://hl7.org/fhir/v2/0203");

  /**
   * Codes of that table for numbers of something else than the record (HL7 v2.9, table 0203): the
   * order (placer, filler, accession), the visit, the account, the patient.
   */
  private static final Set<String> OF_SOMETHING_ELSE =
      Set.of(
          "PLAC", "FILL", "PGN", "FGN", "ACSN", "VN", "AN", "ANC", "AND", "ANT", "MR", "MRT", "PI",
          "PT", "PN", "PE", "PNT", "SS");

  /**
   * {@code old} identifies no longer; {@code secondary} "cannot be consistently assigned to the
   * same object again" (FHIR R4, IdentifierUse).
   */
  private static final Set<IdentifierUse> NOT_LASTING =
      EnumSet.of(IdentifierUse.OLD, IdentifierUse.SECONDARY);

  private RecordIdentifiers() {}

  /** Returns those that identify the record, in its order; one without a type is taken for one. */
  static Stream<Identifier> of(MedicationAdministration record) {
    return record.getIdentifier().stream()
        .filter(Identifier::hasValue)
        .filter(identifier -> !NOT_LASTING.contains(identifier.getUse()))
        .filter(identifier -> !isOfSomethingElse(identifier));
  }

  private static boolean isOfSomethingElse(Identifier identifier) {
    return identifier.getType().getCoding().stream()
        .filter(c -> c.hasSystem() && c.hasCode())
        .anyMatch(c -> TYPES.contains(c.getSystem()) && OF_SOMETHING_ELSE.contains(c.getCode()));
  }
}
