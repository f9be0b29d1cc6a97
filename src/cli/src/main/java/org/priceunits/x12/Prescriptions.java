package org.priceunits.x12;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.Claim.SupportingInformationComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;

/**
 * Finds the prescription of each drug line. The order of the line's own administration goes first;
 * the claim's one prescription counts for a line only if it is of the line's drug.
 */
final class Prescriptions {
  private static final int REFERENCE = 50;
  private static final Named NONE = new Named("", "");

  private final Claim claim;
  private final Sources sources;
  private final Findings findings;
  private final DrugOfLine drugs;
  private final long drugsOfClaim;
  private final List<MedicationRequest> compounds = new ArrayList<>();
  private final Map<MedicationRequest, Boolean> ofSeveralDrugs = new IdentityHashMap<>();

  Prescriptions(Claim claim, X12Terms terms, Sources sources, Findings findings) {
    this.claim = claim;
    this.sources = sources;
    this.findings = findings;
    this.drugs = new DrugOfLine(terms);
    this.drugsOfClaim = drugsOf(claim.getItem().stream());
  }

  /**
   * What REF of loop 2410 says of a line.
   *
   * @param kind XZ for a prescription, VY for a compound without one; empty for neither
   */
  record Named(String kind, String number) {}

  /** Returns the prescription's number, or the link between the parts of a compound. */
  Named read(ItemComponent item) {
    Optional<MedicationRequest> request = request(item);
    if (request.isEmpty()) {
      ofClaim()
          .filter(r -> !r.getIdentifier().isEmpty() || isCompound(r))
          .ifPresent(r -> leftOut(item));
      return NONE;
    }
    return number(request.get())
        .map(number -> new Named("XZ", number))
        .or(
            () ->
                request
                    .filter(r -> isCompound(r) && isOfSeveralDrugs(r))
                    .map(r -> new Named("VY", link(r))))
        .orElse(NONE);
  }

  private Optional<MedicationRequest> request(ItemComponent item) {
    return ofAdministrations(item)
        .findFirst()
        .or(() -> ofClaim().filter(request -> isOf(request, item)));
  }

  private Optional<MedicationRequest> ofClaim() {
    return resolved(claim, claim.getPrescription(), MedicationRequest.class).findFirst();
  }

  private Stream<MedicationRequest> ofAdministrations(ItemComponent item) {
    return item.getInformationSequence().stream()
        .flatMap(sequence -> information(sequence.getValue()))
        .filter(SupportingInformationComponent::hasValueReference)
        .flatMap(info -> resolved(claim, info.getValueReference(), MedicationAdministration.class))
        .flatMap(given -> resolved(given, given.getRequest(), MedicationRequest.class));
  }

  private Stream<SupportingInformationComponent> information(int sequence) {
    return claim.getSupportingInfo().stream().filter(info -> info.getSequence() == sequence);
  }

  private boolean isOf(MedicationRequest request, ItemComponent item) {
    return drugs.isNamed(item, concepts(request)) || drugsOfClaim == 1;
  }

  /** A link that one drug alone has would link it to nothing. */
  private boolean isOfSeveralDrugs(MedicationRequest compound) {
    return ofSeveralDrugs.computeIfAbsent(
        compound,
        c ->
            drugsOf(claim.getItem().stream().filter(i -> request(i).stream().anyMatch(r -> r == c)))
                > 1);
  }

  private long drugsOf(Stream<ItemComponent> items) {
    return items.flatMap(item -> drugs.of(item).stream()).distinct().count();
  }

  /** Returns what an order calls its drug, and the parts of it if it is a compound. */
  private List<CodeableConcept> concepts(MedicationRequest request) {
    List<CodeableConcept> concepts = new ArrayList<>();
    if (request.hasMedicationCodeableConcept()) {
      concepts.add(request.getMedicationCodeableConcept());
    }
    medication(request)
        .forEach(
            medication -> {
              concepts.add(medication.getCode());
              medication.getIngredient().stream()
                  .filter(Medication.MedicationIngredientComponent::hasItemCodeableConcept)
                  .forEach(part -> concepts.add(part.getItemCodeableConcept()));
            });
    return concepts;
  }

  private Stream<Medication> medication(MedicationRequest request) {
    return request.hasMedicationReference()
        ? resolved(request, request.getMedicationReference(), Medication.class)
        : Stream.empty();
  }

  private boolean isCompound(MedicationRequest request) {
    return medication(request).anyMatch(medication -> medication.getIngredient().size() > 1);
  }

  private void leftOut(ItemComponent item) {
    findings.leftOut(
        sources.path(claim, ".prescription"),
        "The claim has several drugs, and its prescription does not name that of line %d by its NDC or HCPCS code, so its number is left out there. If it is of that drug, add one of these codes to the prescription, or send the administration of the line with its order."
            .formatted(item.getSequence()));
  }

  /** The number is not asked for, so that one that cannot be written keeps no line back. */
  private Optional<String> number(MedicationRequest request) {
    List<String> stated =
        request.getIdentifier().stream()
            .map(i -> Syntax.stripped(i.getValue()))
            .filter(value -> !value.isEmpty())
            .toList();
    Optional<String> written =
        stated.stream()
            .filter(value -> Syntax.isAllowed(value) && value.length() <= REFERENCE)
            .findFirst();
    if (!stated.isEmpty() && written.isEmpty()) {
      findings.leftOut(
          sources.path(request, ".identifier"),
          "The prescription number is longer than %d characters, or has some that X12 does not allow, and is left out. Add one without, if the payer wants it."
              .formatted(REFERENCE));
    }
    return written;
  }

  private String link(MedicationRequest request) {
    if (!compounds.contains(request)) {
      compounds.add(request);
    }
    return String.valueOf(compounds.indexOf(request) + 1);
  }

  private <T extends DomainResource> Stream<T> resolved(
      DomainResource from, Reference reference, Class<T> type) {
    return reference.isEmpty() ? Stream.empty() : sources.resolve(from, reference, type).stream();
  }
}
