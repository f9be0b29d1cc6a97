package org.priceunits.pricing.write;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.SupportingInformationComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationBatchComponent;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.dose.Dose;
import org.priceunits.fhir.Canonicals;

/**
 * Writes the supportingInfo entries that a claim's lines point to: the record, the waste, lot and
 * expiry (R11).
 */
final class SupportingInfo {
  private static final Coding INFO =
      new Coding("http://terminology.hl7.org/CodeSystem/claiminformationcategory", "info", null);
  private static final int DAY = "2025-01-01".length();

  private final Claim claim;

  SupportingInfo(Claim claim) {
    this.claim = claim;
  }

  /** Adds the entries of one group; the lines of the group point to all of them. */
  List<Integer> of(Priced group, List<ClaimSource> sources) {
    List<Integer> sequences = new ArrayList<>();
    for (ClaimSource source : sources) {
      sequences.add(add("administration", source.self()));
    }
    Dose discarded = group.lines().get(0).working().discarded();
    if (discarded != null) {
      sequences.add(add("discarded-amount", WorkingWriter.quantity(discarded)));
    }
    for (ClaimSource source : sources) {
      for (MedicationAdministration waste : source.wasteRecords()) {
        waste.getStatusReason().stream()
            .filter(CodeableConcept::hasText)
            .findFirst()
            .ifPresent(r -> sequences.add(add("discard-reason", new StringType(r.getText()))));
      }
      for (MedicationBatchComponent lot : lots(source)) {
        batch(lot, sequences);
      }
    }
    return sequences;
  }

  /** Returns each lot once: what was dispensed is often what was given. */
  static List<MedicationBatchComponent> lots(ClaimSource source) {
    Unlike<MedicationBatchComponent> lots = new Unlike<>(lot -> String.valueOf(lot.getLotNumber()));
    source.medications().stream().map(Medication::getBatch).forEach(lots::add);
    return lots.all();
  }

  private void batch(MedicationBatchComponent batch, List<Integer> sequences) {
    if (batch.hasLotNumber()) {
      sequences.add(add("lot-number", new StringType(batch.getLotNumber())));
    }
    String expiry = batch.getExpirationDateElement().getValueAsString();
    if (expiry != null) {
      SupportingInformationComponent entry = entry("expiration");
      entry.setTiming(new DateType(expiry.substring(0, Math.min(DAY, expiry.length()))));
      sequences.add(entry.getSequence());
    }
  }

  /** Adds an entry about the claim as a whole. */
  int add(String code, Type value) {
    SupportingInformationComponent entry = entry(code);
    entry.setValue(value);
    return entry.getSequence();
  }

  private SupportingInformationComponent entry(String code) {
    return claim
        .addSupportingInfo()
        .setSequence(claim.getSupportingInfo().size())
        .setCategory(new CodeableConcept(INFO.copy()))
        .setCode(
            new CodeableConcept(
                new Coding(Canonicals.codeSystem("claim-information"), code, null)));
  }
}
