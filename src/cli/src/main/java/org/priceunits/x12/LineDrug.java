package org.priceunits.x12;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.DetailComponent;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.Claim.SupportingInformationComponent;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/** Reads the package of a line: NDC, quantity, and the prescription or compound it belongs to. */
final class LineDrug {
  private static final int ELEVEN = 11;
  private static final int REFERENCE = 50;

  private final Claim claim;
  private final Sources sources;
  private final Findings findings;
  private final List<MedicationRequest> compounds = new ArrayList<>();

  LineDrug(Claim claim, Sources sources, Findings findings) {
    this.claim = claim;
    this.sources = sources;
    this.findings = findings;
  }

  /** Returns the package; null if the line states none, or one that cannot be written. */
  ServiceLine837.@Nullable Drug read(ItemComponent item, String path) {
    List<DetailComponent> stated =
        item.getDetail().stream().filter(d -> ndc(d).isPresent()).toList();
    if (stated.isEmpty()) {
      return null;
    }
    if (stated.size() > 1) {
      findings.notValid(
          path + ".detail", "An 837 holds one NDC on a line. Give each a line of its own.");
    }
    DetailComponent detail = stated.get(0);
    String at = path + ".detail[" + item.getDetail().indexOf(detail) + "]";
    Optional<String> ndc =
        ndc(detail).flatMap(Ndc::of).map(Ndc::value).filter(n -> n.length() == ELEVEN);
    if (ndc.isEmpty()) {
      findings.notValid(at + ".productOrService", "An 837 takes an NDC of 11 digits. Correct it.");
    }
    Optional<String> unit = unit(detail.getQuantity());
    if (!detail.getQuantity().hasValue() || unit.isEmpty()) {
      findings.missing(
          at + ".quantity",
          "With an NDC, an 837 needs its quantity in one of F2, GR, ME, ML, UN, the same by unit"
              + " and by code. Add it.");
    }
    if (ndc.isEmpty() || unit.isEmpty() || !detail.getQuantity().hasValue()) {
      return null;
    }
    BigDecimal quantity = detail.getQuantity().getValue();
    if (quantity.signum() <= 0 || Syntax.isTooLong(quantity)) {
      findings.notValid(
          at + ".quantity",
          "The quantity is more than 0, with up to 8 digits and 3 decimals. Correct it.");
      return null;
    }
    return prescribed(item, ndc.get(), quantity, unit.get());
  }

  private static Optional<String> ndc(DetailComponent detail) {
    return Codes.in(detail.getProductOrService(), Canonicals.NDC);
  }

  /** Returns the unit that text and code name, if they name one and the same. */
  private static Optional<String> unit(Quantity quantity) {
    List<String> named =
        Stream.of(quantity.getUnit(), quantity.getCode())
            .flatMap(text -> unit(Syntax.stripped(text)).stream())
            .distinct()
            .toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  private static Optional<String> unit(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    return Codes.NDC_UNITS.containsKey(name) ? Optional.of(name) : Codes.ndcUnit(text);
  }

  /** Adds the prescription's number, or links the parts of a compound that has none. */
  private ServiceLine837.Drug prescribed(
      ItemComponent item, String ndc, BigDecimal quantity, String unit) {
    Optional<MedicationRequest> request = requests(item).findFirst();
    Optional<String> number = request.flatMap(this::number);
    if (number.isPresent()) {
      return new ServiceLine837.Drug(ndc, quantity, unit, "XZ", number.get());
    }
    return request
        .filter(this::isCompound)
        .map(r -> new ServiceLine837.Drug(ndc, quantity, unit, "VY", link(r)))
        .orElseGet(() -> new ServiceLine837.Drug(ndc, quantity, unit, "", ""));
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

  private Stream<MedicationRequest> requests(ItemComponent item) {
    Stream<MedicationRequest> ofAdministrations =
        item.getInformationSequence().stream()
            .flatMap(sequence -> information(sequence.getValue()))
            .filter(SupportingInformationComponent::hasValueReference)
            .flatMap(
                info -> resolved(claim, info.getValueReference(), MedicationAdministration.class))
            .flatMap(given -> resolved(given, given.getRequest(), MedicationRequest.class));
    return Stream.concat(
        ofAdministrations, resolved(claim, claim.getPrescription(), MedicationRequest.class));
  }

  private Stream<SupportingInformationComponent> information(int sequence) {
    return claim.getSupportingInfo().stream().filter(info -> info.getSequence() == sequence);
  }

  private <T extends DomainResource> Stream<T> resolved(
      DomainResource from, Reference reference, Class<T> type) {
    return reference.isEmpty() ? Stream.empty() : sources.resolve(from, reference, type).stream();
  }

  private boolean isCompound(MedicationRequest request) {
    return request.hasMedicationReference()
        && resolved(request, request.getMedicationReference(), Medication.class)
            .anyMatch(medication -> medication.getIngredient().size() > 1);
  }

  private String link(MedicationRequest request) {
    if (!compounds.contains(request)) {
      compounds.add(request);
    }
    return String.valueOf(compounds.indexOf(request) + 1);
  }
}
