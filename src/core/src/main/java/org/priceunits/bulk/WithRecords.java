package org.priceunits.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.pricing.ForwardingStore;
import org.priceunits.pricing.ResourceStore;

/** A store whose administrations of one patient are those that were read before, not newer ones. */
final class WithRecords extends ForwardingStore {
  private final Map<String, Resource> read = new HashMap<>();

  /**
   * @param stored names of the records to answer, as {@code type/id}
   */
  WithRecords(ResourceStore store, Set<String> stored, List<ParsedRecord> records) {
    super(store);
    for (ParsedRecord record : records) {
      if (stored.contains(record.name())) {
        read.put(record.name(), record.resource());
      }
    }
  }

  @Override
  public Optional<Resource> read(String type, String id) {
    Resource record = read.get(type + "/" + id);
    return record == null ? super.read(type, id) : Optional.of(record);
  }
}
