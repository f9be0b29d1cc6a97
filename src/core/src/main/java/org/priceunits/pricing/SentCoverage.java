package org.priceunits.pricing;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Coverage.CoverageStatus;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The coverage of a call that names none and brings one along. */
final class SentCoverage {
  private static final MedicationAdministration NO_RECORD = new MedicationAdministration();

  private SentCoverage() {}

  /**
   * Returns the only active coverage among the resources of the call if it covers the patient of
   * all its administrations. Of two, the records do not say which one pays.
   */
  static Optional<Reference> of(PriceUnitsRequest request, CallReferences references) {
    Map<Coverage, String> active = new IdentityHashMap<>(2);
    request
        .resources()
        .forEach(
            (address, resource) -> {
              if (resource instanceof Coverage coverage
                  && coverage.getStatus() == CoverageStatus.ACTIVE) {
                active.put(coverage, address);
              }
            });
    return active.entrySet().stream()
        .filter(only -> active.size() == 1 && !request.undecided().contains(only.getKey()))
        .filter(only -> ResourceFault.of(only.getKey()).isEmpty())
        .filter(only -> covers(only.getKey(), request, references))
        .map(only -> new Reference(only.getValue()))
        .findFirst();
  }

  private static boolean covers(
      Coverage coverage, PriceUnitsRequest request, CallReferences references) {
    String beneficiary = references.key(coverage, coverage.getBeneficiary());
    Stream<Resource> stored =
        request.references().stream()
            .flatMap(named -> references.resolve(NO_RECORD, named.reference()).stream());
    return !beneficiary.isEmpty()
        && Stream.concat(
                request.administrations().stream().map(GivenAdministration::resource), stored)
            .filter(MedicationAdministration.class::isInstance)
            .map(MedicationAdministration.class::cast)
            .map(given -> references.key(given, given.getSubject()))
            .allMatch(beneficiary::equals);
  }
}
