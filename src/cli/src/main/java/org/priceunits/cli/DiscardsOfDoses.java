package org.priceunits.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.pricing.read.References;
import org.priceunits.pricing.read.WasteRecord;

/**
 * Tells which records belong to a claim: the doses of its days, and what was discarded from them. A
 * record of discarded drug may be of the next day, since the rest of a vial is thrown away after
 * the dose. One that names no dose of the files counts by its own day, so that its fault is said.
 */
final class DiscardsOfDoses {
  private final References references;
  private final Predicate<MedicationAdministration> ofClaim;
  private final Map<String, MedicationAdministration> byIdentifier = new HashMap<>();

  /**
   * @param all the records of all files
   * @param ofClaim tells the doses of the claim
   */
  DiscardsOfDoses(
      List<MedicationAdministration> all,
      References references,
      Predicate<MedicationAdministration> ofClaim) {
    this.references = references;
    this.ofClaim = ofClaim;
    all.stream()
        .filter(record -> !WasteRecord.isOne(record))
        .forEach(dose -> dose.getIdentifier().forEach(i -> byIdentifier.putIfAbsent(key(i), dose)));
  }

  /** Returns true for a dose of the claim, and for a record of drug discarded from one. */
  boolean isTaken(MedicationAdministration record) {
    return ofClaim.test(WasteRecord.isOne(record) ? dose(record).orElse(record) : record);
  }

  /** Returns the first dose that the record is part of, as in pricing. */
  private Optional<MedicationAdministration> dose(MedicationAdministration discard) {
    return discard.getPartOf().stream()
        .flatMap(
            whole ->
                references
                    .resolve(discard, whole, MedicationAdministration.class)
                    .or(() -> identified(whole))
                    .stream())
        .filter(dose -> !WasteRecord.isOne(dose))
        .findFirst();
  }

  private Optional<MedicationAdministration> identified(Reference whole) {
    return whole.hasIdentifier()
        ? Optional.ofNullable(byIdentifier.get(key(whole.getIdentifier())))
        : Optional.empty();
  }

  private static String key(Identifier identifier) {
    return identifier.getSystem() + "|" + identifier.getValue();
  }
}
