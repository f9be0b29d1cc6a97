package org.priceunits.pricing;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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
        .or(() -> latest(versions, resource, Recency::updated))
        .orElse(versions);
  }

  /**
   * Returns at most eight, from which {@link #latest} and {@link #haveOneContent} decide as from
   * all, also if others are added: by either order the latest, one that has no place in it, and of
   * all of them two that differ, if there are.
   */
  static <V> List<V> deciding(List<V> versions, Function<V, Resource> resource) {
    Set<V> deciding = new HashSet<>(twoThatDiffer(versions, resource));
    deciding.addAll(deciding(versions, resource, Recency::version));
    deciding.addAll(deciding(versions, resource, Recency::updated));
    return versions.stream().filter(deciding::contains).toList();
  }

  private static <V, T extends Comparable<T>> Set<V> deciding(
      List<V> versions, Function<V, Resource> resource, Function<Meta, Optional<T>> order) {
    Predicate<V> ordered = v -> order.apply(resource.apply(v).getMeta()).isPresent();
    List<V> latest =
        latest(versions.stream().filter(ordered).toList(), resource, order).orElse(List.of());
    Set<V> deciding = new HashSet<>(twoThatDiffer(latest, resource));
    versions.stream().filter(ordered.negate()).findFirst().ifPresent(deciding::add);
    return deciding;
  }

  /** Returns the first, and the first of those that say something else. */
  private static <V> List<V> twoThatDiffer(List<V> versions, Function<V, Resource> resource) {
    List<V> two = new ArrayList<>(versions.stream().limit(1).toList());
    versions.stream()
        .filter(v -> !haveOneContent(resource.apply(versions.get(0)), resource.apply(v)))
        .findFirst()
        .ifPresent(two::add);
    return two;
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

  private static Optional<Date> updated(Meta meta) {
    return Optional.ofNullable(meta.getLastUpdated());
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
