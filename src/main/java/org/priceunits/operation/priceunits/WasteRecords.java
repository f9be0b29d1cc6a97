package org.priceunits.operation.priceunits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.fhir.in.AdministrationReader;
import org.priceunits.fhir.in.AdministrationReader.WasteRecord;
import org.priceunits.fhir.in.References;
import org.priceunits.operation.ResourceStore;

/**
 * The records of discarded drug, by the administration that they are part of: of the call, and
 * stored ones.
 */
final class WasteRecords {
  private final Map<String, List<WasteRecord>> byAdministration = new HashMap<>();
  private final References references;
  private final ResourceStore store;

  WasteRecords(List<Given> all, References references, ResourceStore store) {
    this.references = references;
    this.store = store;
    for (Given given : all) {
      if (AdministrationReader.isWasteRecord(given.resource())) {
        for (Reference whole : given.resource().getPartOf()) {
          byAdministration
              .computeIfAbsent(references.key(whole), k -> new ArrayList<>())
              .add(new WasteRecord(given.path(), given.resource()));
        }
      }
    }
  }

  /** True where the record is part of one of the administrations that are billed in this call. */
  static boolean belongs(Given waste, List<Given> billed, References references) {
    List<String> wholes = waste.resource().getPartOf().stream().map(references::key).toList();
    return billed.stream().anyMatch(g -> names(g).stream().anyMatch(wholes::contains));
  }

  List<WasteRecord> of(Given given) {
    List<WasteRecord> found = new ArrayList<>(0);
    names(given).forEach(n -> found.addAll(byAdministration.getOrDefault(n, List.of())));
    if (given.stored()) {
      store.partsOf(given.resource().getIdElement().getIdPart()).stream()
          .filter(AdministrationReader::isWasteRecord)
          .filter(
              stored -> found.stream().noneMatch(w -> sameId(w, stored.getIdElement().getIdPart())))
          .forEach(stored -> found.add(new WasteRecord(given.path(), stored)));
    }
    return found;
  }

  private static boolean sameId(WasteRecord record, String id) {
    return id.equals(record.resource().getIdElement().getIdPart());
  }

  private static List<String> names(Given given) {
    List<String> names = new ArrayList<>(2);
    given.key().ifPresent(names::add);
    Optional.ofNullable(given.fullUrl()).filter(u -> !names.contains(u)).ifPresent(names::add);
    return names;
  }
}
