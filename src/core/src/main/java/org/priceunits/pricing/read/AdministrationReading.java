package org.priceunits.pricing.read;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.result.Issue;

/** The result of reading one MedicationAdministration. */
public sealed interface AdministrationReading {
  Locations locations();

  List<Issue> issues();

  /** Returns the administration, if it can be priced. */
  default Optional<Administration> billable() {
    return this instanceof Read read ? Optional.of(read.administration()) : Optional.empty();
  }

  /**
   * Ready to price.
   *
   * @param encounter the Encounter, if available
   * @param facility its location at the time of the administration, if it names one
   * @param medications the Medications that it and its dispenses refer to, as far as available
   */
  record Read(
      Administration administration,
      @Nullable Encounter encounter,
      @Nullable Reference facility,
      List<Medication> medications,
      Locations locations,
      List<Issue> issues)
      implements AdministrationReading {}

  /**
   * Lacks what pricing needs; the issues say what to send.
   *
   * @param drug the drug given; absent if there is none, or if its code is stated for it alone
   * @param legible the record as far as it can be read, for what else is wrong with it; absent
   *     without its day or drug
   */
  record Refused(
      Locations locations,
      List<Issue> issues,
      @Nullable Drug drug,
      @Nullable Administration legible)
      implements AdministrationReading {}
}
