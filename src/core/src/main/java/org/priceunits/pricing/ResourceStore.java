package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Read access to the resources stored on this server, as far as an operation needs it. */
public interface ResourceStore {
  /**
   * Maximum number of records read beside one administration: more than any patient has in three
   * days.
   */
  int MOST = 1_000;

  /**
   * The result of a search.
   *
   * @param complete false if there are more than {@link #MOST} records, so that some may be missing
   */
  record Found<T>(List<T> records, boolean complete) {
    public Found {
      records = List.copyOf(records);
    }
  }

  /** Returns the FHIR base URL of the stored resources; null if there is none. */
  @Nullable String base();

  /**
   * Reads a resource; empty if it does not exist, is deleted, or is of a type that is not stored.
   */
  Optional<Resource> read(String type, String id);

  /**
   * Returns true if there are versions of a resource that differ, and nothing says which of them is
   * the latest; {@link #read} gives one of them. A server keeps one version as the latest, which
   * files do not.
   */
  default boolean isUndecided(String type, String id) {
    return false;
  }

  /** Finds the records that are part of an administration. */
  Found<MedicationAdministration> partsOf(String administrationId);

  /**
   * Finds what was dispensed for an order.
   *
   * @param requestReference the order, as {@code MedicationRequest/r1}
   */
  Found<MedicationDispense> dispensesOf(String requestReference);

  /**
   * Finds the administrations of a patient that may be on a day at the site: those of the day and
   * of its neighbours, since a record may be in another time zone.
   */
  Found<MedicationAdministration> around(String patientReference, LocalDate day);

  /** Finds all draft and active claims that hold one of the identifiers. */
  List<Claim> liveClaims(Collection<Identifier> identifiers);

  /** Finds all planned, billable and billed charge items that hold one of the identifiers. */
  List<ChargeItem> liveChargeItems(Collection<Identifier> identifiers);
}
