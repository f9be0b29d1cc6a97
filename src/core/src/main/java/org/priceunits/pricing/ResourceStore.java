package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** What is stored on this server, as far as an operation asks. */
public interface ResourceStore {
  /** A store with nothing in it: for pricing without a server. */
  ResourceStore EMPTY = new EmptyStore();

  /**
   * As many records beside one administration as are read: more than any patient has in three days.
   */
  int MOST = 1_000;

  /**
   * What a search came upon.
   *
   * @param complete false where there is more than {@link #MOST}, so that some may be missing
   */
  record Found<T>(List<T> records, boolean complete) {
    public Found {
      records = List.copyOf(records);
    }
  }

  /** The FHIR base under which its resources are known; null where there is none. */
  @Nullable String base();

  /** Empty where it is not here, deleted, or of a type that is not stored. */
  Optional<Resource> read(String type, String id);

  /** Records that are part of an administration. */
  Found<MedicationAdministration> partsOf(String administrationId);

  /** Administrations of a patient on a day. */
  Found<MedicationAdministration> ofPatient(String patientReference, LocalDate day);

  /** Draft and active claims that hold one of the identifiers, all of them. */
  List<Claim> liveClaims(Collection<Identifier> identifiers);
}
