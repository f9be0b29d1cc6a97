package org.priceunits.pricing.read;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Medication;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Administration;
import org.priceunits.domain.billing.Administration.Drug;
import org.priceunits.domain.billing.Issue;

/** What became of one MedicationAdministration when it was read. */
public sealed interface AdministrationReading {
  Locations locations();

  List<Issue> issues();

  /** The administration, where it can be priced. */
  default Optional<Administration> billable() {
    return this instanceof Read read ? Optional.of(read.administration()) : Optional.empty();
  }

  /**
   * Ready to price.
   *
   * @param encounter in which it was given, where at hand
   * @param medication what it refers to, where at hand
   */
  record Read(
      Administration administration,
      @Nullable Encounter encounter,
      @Nullable Medication medication,
      Locations locations,
      List<Issue> issues)
      implements AdministrationReading {
    /** The same reading of another administration. */
    public Read with(Administration other) {
      return new Read(other, encounter, medication, locations, issues);
    }
  }

  /**
   * Lacks what pricing needs; the issues say what to send.
   *
   * @param drug that was given; absent where none was, or where its code is stated for it alone
   */
  record Refused(Locations locations, List<Issue> issues, @Nullable Drug drug)
      implements AdministrationReading {}
}
