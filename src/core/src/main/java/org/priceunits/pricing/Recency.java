package org.priceunits.pricing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationStatus;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;

/**
 * The order of the versions of one resource: by {@code meta.versionId}, otherwise by {@code
 * meta.lastUpdated}.
 */
final class Recency {
  private Recency() {}

  /**
   * Returns those that no other is later than; all of them if their order is unknown.
   *
   * @param resource returns the resource of a version
   */
  static <V> List<V> latest(List<V> versions, Function<V, Resource> resource) {
    return latest(versions, resource, Recency::version)
        .or(() -> latest(versions, resource, meta -> Optional.ofNullable(meta.getLastUpdated())))
        .orElse(versions);
  }

  private static <V, T extends Comparable<T>> Optional<List<V>> latest(
      List<V> versions, Function<V, Resource> resource, Function<Meta, Optional<T>> order) {
    Map<V, T> orders = new LinkedHashMap<>();
    versions.forEach(
        v -> order.apply(resource.apply(v).getMeta()).ifPresent(at -> orders.put(v, at)));
    return orders.size() < versions.size()
        ? Optional.empty()
        : orders.values().stream()
            .max(Comparable::compareTo)
            .map(last -> versions.stream().filter(v -> last.equals(orders.get(v))).toList());
  }

  /** Returns a version that is a number: FHIR orders no others. */
  private static Optional<Long> version(Meta meta) {
    return Optional.ofNullable(meta.getVersionId())
        .filter(version -> version.matches("\\d{1,18}"))
        .map(Long::valueOf);
  }

  /**
   * Returns true if both say the same, apart from what is not read: id, meta, language, the text
   * and the notes for people, and whether a Medication is still in use.
   */
  static boolean haveOneContent(Resource one, Resource other) {
    return one == other || content(one).equalsDeep(content(other));
  }

  private static Resource content(Resource resource) {
    Resource content = resource.copy();
    content.setMeta(null).setId((String) null).setLanguage(null);
    if (content instanceof DomainResource domain) {
      domain.setText(null);
    }
    if (content instanceof MedicationAdministration administration) {
      administration.setNote(null);
    }
    if (content instanceof Medication medication
        && medication.getStatus() != MedicationStatus.ENTEREDINERROR) {
      medication.setStatus(null);
    }
    return content;
  }
}
