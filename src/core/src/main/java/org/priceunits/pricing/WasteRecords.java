package org.priceunits.pricing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.priceunits.pricing.ResourceStore.Found;
import org.priceunits.pricing.read.BodyPath;
import org.priceunits.pricing.read.WasteRecord;

/**
 * The records of discarded drug, from the call and from the store, by the administration that they
 * are part of. Each record counts once: for the first of its administrations in the call.
 */
final class WasteRecords {
  private final Map<GivenAdministration, List<WasteRecord>> byAdministration = new HashMap<>();
  private final Map<GivenAdministration, Optional<List<WasteRecord>>> asked = new HashMap<>();
  private final Set<GivenAdministration> placed = new HashSet<>();
  private final Set<GivenAdministration> repeated = new HashSet<>();
  private final Set<String> counted = new HashSet<>();
  private final ResourceStore store;
  private final CallReferences references;

  /**
   * @param all the records of the call that count: what is stored of them is an older version
   * @param billed the others than those of discarded drug, those first that count
   */
  WasteRecords(
      List<GivenAdministration> all,
      List<GivenAdministration> billed,
      CallReferences references,
      ResourceStore store) {
    this.references = references;
    this.store = store;
    Map<String, GivenAdministration> administrations = new HashMap<>();
    billed.forEach(g -> g.names().forEach(n -> administrations.putIfAbsent(n, g)));
    for (GivenAdministration given : all) {
      if (WasteRecord.isOne(given.resource())) {
        place(given, administrations);
      } else {
        given.key().ifPresent(counted::add);
      }
    }
  }

  private void place(GivenAdministration waste, Map<String, GivenAdministration> administrations) {
    if (!count(waste)) {
      repeated.add(waste);
      return;
    }
    Optional<GivenAdministration> whole =
        references.wholesOf(waste).map(administrations::get).filter(Objects::nonNull).findFirst();
    if (whole.isPresent()) {
      placed.add(waste);
      byAdministration
          .computeIfAbsent(whole.get(), k -> new ArrayList<>())
          .add(new WasteRecord(waste.path(), waste.resource()));
    }
  }

  private GivenAdministration stored(BodyPath path, MedicationAdministration part) {
    GivenAdministration given = new GivenAdministration(path, part, null, true);
    return given.named(references.name(given));
  }

  /** Returns false if the record was counted before, by its id or one of its identifiers. */
  private boolean count(GivenAdministration waste) {
    Set<String> names = waste.identities();
    boolean fresh = names.stream().noneMatch(counted::contains);
    counted.addAll(names);
    return fresh;
  }

  /** Returns true if the record is part of an administration of this call. */
  boolean belongs(GivenAdministration waste) {
    return placed.contains(waste);
  }

  /** Returns true if the record is already in the call. */
  boolean repeats(GivenAdministration waste) {
    return repeated.contains(waste);
  }

  /**
   * Returns the records of one administration; a stored record counts for the first that is asked
   * for.
   *
   * @return empty if more are stored than are read, so that their sum is unknown
   */
  Optional<List<WasteRecord>> of(GivenAdministration given) {
    return asked.computeIfAbsent(given, this::find);
  }

  private Optional<List<WasteRecord>> find(GivenAdministration given) {
    List<WasteRecord> found = new ArrayList<>(byAdministration.getOrDefault(given, List.of()));
    if (given.stored()) {
      BodyPath path = BodyPath.referred(given.path().base());
      Found<MedicationAdministration> parts =
          store.partsOf(given.resource().getIdElement().getIdPart());
      if (!parts.complete()) {
        return Optional.empty();
      }
      for (MedicationAdministration part : parts.records()) {
        if (WasteRecord.isOne(part) && count(stored(path, part))) {
          found.add(new WasteRecord(path, part));
        }
      }
    }
    return Optional.of(found);
  }
}
