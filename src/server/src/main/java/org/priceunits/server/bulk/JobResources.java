package org.priceunits.server.bulk;

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
import org.priceunits.bulk.SharedLines;
import org.priceunits.pricing.LatestVersion;
import org.priceunits.pricing.ResourceStore;

/**
 * What the records of a job may refer to: what came with them, then what is stored here, as in a
 * call that is answered at once. Records of another server refer to nothing that is stored here.
 * Keeps what was used last; for one thread, since a parsed resource is not safe for several.
 */
final class JobResources implements ResourceStore {
  private static final int KEPT = 2_000;

  /** Of the texts that the resources came as; parsed, they take some times that. */
  private static final long MOST_BYTES = 16L << 20;

  private final SharedRows shared;
  private final Job job;
  private final ResourceStore store;
  private final boolean foreign;
  private final LastUsed kept = new LastUsed(KEPT, MOST_BYTES);

  JobResources(SharedRows shared, Job job, ResourceStore store) {
    this.shared = shared;
    this.job = job;
    this.store = store;
    this.foreign = job.filesServer() != null && !job.filesServer().equals(job.base());
  }

  @Override
  public @Nullable String base() {
    return job.filesServer() == null ? job.base() : job.filesServer();
  }

  @Override
  public Optional<Resource> read(String type, String id) {
    return find(type, id).map(LatestVersion::resource);
  }

  @Override
  public boolean isUndecided(String type, String id) {
    return find(type, id).filter(LatestVersion::undecided).isPresent();
  }

  private Optional<LatestVersion> find(String type, String id) {
    String name = type + "/" + id;
    if (!kept.knows(name)) {
      Optional<String> text = shared.find(job.id(), name);
      Optional<LatestVersion> found = text.flatMap(SharedLines::latest);
      if (found.isEmpty() && !foreign) {
        found = store.read(type, id).map(stored -> new LatestVersion(stored, false));
      }
      kept.keep(name, found, text.map(String::length).orElse(0));
    }
    return kept.find(name);
  }

  @Override
  public Found<MedicationAdministration> partsOf(String administrationId) {
    return foreign ? none() : store.partsOf(administrationId);
  }

  @Override
  public Found<MedicationDispense> dispensesOf(String requestReference) {
    return foreign ? none() : store.dispensesOf(requestReference);
  }

  @Override
  public Found<MedicationAdministration> around(String patientReference, LocalDate day) {
    return foreign ? none() : store.around(patientReference, day);
  }

  private static <T> Found<T> none() {
    return new Found<>(List.of(), true);
  }

  @Override
  public List<Claim> liveClaims(Collection<Identifier> identifiers) {
    return store.liveClaims(identifiers);
  }

  @Override
  public List<ChargeItem> liveChargeItems(Collection<Identifier> identifiers) {
    return store.liveChargeItems(identifiers);
  }
}
