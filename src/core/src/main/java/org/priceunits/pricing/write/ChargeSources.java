package org.priceunits.pricing.write;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Medication.MedicationBatchComponent;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Writes who and what the records of a group name on a charge item. What a ChargeItem has no
 * element for is supporting information, or a note.
 */
final class ChargeSources {
  private static final String ORGANIZATION = "Organization";

  private final ChargeItem charge;
  private final ClaimTerms terms;

  ChargeSources(ChargeItem charge, ClaimTerms terms) {
    this.charge = charge;
    this.terms = terms;
  }

  void add(List<ClaimSource> members) {
    charge.setSubject(members.get(0).patient().copy());
    members.forEach(member -> charge.addService(member.self().copy()));
    encounters(members);
    performers(members);
    provider(members.get(0));
    supporting(members.get(0).facility());
    supporting(terms.coverage());
    for (ClaimSource member : members) {
      member.wasteRecords().forEach(this::waste);
      SupportingInfo.lots(member).forEach(this::lot);
    }
  }

  /** A charge item has one encounter; doses of one day may be from several. */
  private void encounters(List<ClaimSource> members) {
    for (ClaimSource member : members) {
      Reference encounter = member.encounter();
      if (encounter != null && !charge.hasContext()) {
        charge.setContext(encounter.copy());
      } else if (encounter != null && !encounter.equalsDeep(charge.getContext())) {
        supporting(encounter);
      }
    }
  }

  private void performers(List<ClaimSource> members) {
    Set<String> seen = new HashSet<>();
    members.stream()
        .flatMap(member -> member.qualifications().stream())
        .filter(performer -> seen.add(performer.key()))
        .forEach(performer -> charge.addPerformer().setActor(performer.performer().copy()));
  }

  private void provider(ClaimSource first) {
    Reference provider = terms.provider() == null ? first.serviceProvider() : terms.provider();
    if (provider == null) {
      return;
    }
    boolean organization =
        ORGANIZATION.equals(provider.getReferenceElement().getResourceType())
            || ORGANIZATION.equals(provider.getType());
    if (organization) {
      charge.setPerformingOrganization(provider.copy());
    } else {
      supporting(provider);
    }
  }

  private void waste(MedicationAdministration record) {
    String id = record.getIdElement().getIdPart();
    if (id != null) {
      supporting(new Reference("MedicationAdministration/" + id));
    }
    record.getStatusReason().stream()
        .map(CodeableConcept::getText)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(reason -> note("Discarded: " + reason));
  }

  private void lot(MedicationBatchComponent lot) {
    String expiry = lot.getExpirationDateElement().getValueAsString();
    if (lot.hasLotNumber() || expiry != null) {
      note(
          (lot.hasLotNumber() ? "Lot " + lot.getLotNumber() : "Lot number not stated")
              + (expiry == null ? "" : ", expires " + expiry));
    }
  }

  private void supporting(@Nullable Reference reference) {
    if (reference != null
        && charge.getSupportingInformation().stream().noneMatch(reference::equalsDeep)) {
      charge.addSupportingInformation(reference.copy());
    }
  }

  private void note(String text) {
    if (charge.getNote().stream().noneMatch(known -> text.equals(known.getText()))) {
      charge.addNote(new Annotation().setText(text));
    }
  }
}
