package org.priceunits.server.knowledge;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;
import org.priceunits.terminology.TerminologyBounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored reference resources as this node knows them, each at its highest version. Every change
 * compiles a new snapshot before the call returns. Versions decide, not the order of arrival: two
 * commits may be reported here in reverse order.
 */
class HeldKnowledge {
  /** The types that the snapshot is compiled from. */
  static final Set<String> TYPES =
      Set.of("CodeSystem", "ValueSet", "ConceptMap", "MedicationKnowledge", "ChargeItemDefinition");

  private static final Logger LOG = LoggerFactory.getLogger(HeldKnowledge.class);

  private final Knowledge knowledge;
  private final Clock clock;
  private final TerminologyBounds bounds;
  private final Map<String, Change> held = new HashMap<>();
  private final Map<String, KnowledgeFault> unreadable = new HashMap<>();

  /**
   * @param bounds what a call of a terminology operation may ask for
   */
  HeldKnowledge(Knowledge knowledge, Clock clock, TerminologyBounds bounds) {
    this.knowledge = knowledge;
    this.clock = clock;
    this.bounds = bounds;
  }

  /**
   * A resource at a version.
   *
   * @param id {@code Type/id}
   * @param resource the content; null if the resource was deleted
   */
  record Change(String id, long version, @Nullable Resource resource) {

    /** Copies the resource, since HAPI continues to use the resource of a request. */
    static Change stored(Resource resource) {
      return new Change(
          key(resource.getIdElement()), versionOf(resource.getIdElement()), resource.copy());
    }

    static Change deleted(Resource last) {
      return new Change(key(last.getIdElement()), versionOf(last.getIdElement()), null);
    }
  }

  /**
   * Applies the changes that are new, and replaces the snapshot if there are any. A resource that
   * cannot be read is left out, and never keeps the others from being seen.
   */
  synchronized void apply(Collection<Change> changes) {
    List<Change> news = changes.stream().filter(this::isNews).toList();
    for (Change change : news) {
      held.put(change.id(), change);
      unreadable.remove(change.id());
    }
    if (!news.isEmpty()) {
      KnowledgeSnapshot next = compiled(news);
      report(knowledge.current().faults(), next.faults());
      knowledge.swap(next);
    }
  }

  /**
   * Compiles all resources. If that fails, each of the news is tried alone; if they fail together
   * only, all of them are left out, since what was held before could be read.
   */
  private KnowledgeSnapshot compiled(List<Change> news) {
    try {
      return compiled();
    } catch (RuntimeException first) {
      news.forEach(change -> leaveOut(change, ReadableKnowledge.fault(change.resource())));
    }
    try {
      return compiled();
    } catch (RuntimeException together) {
      LOG.error("The newly stored resources cannot be read together", together);
      news.forEach(change -> leaveOut(change, ReadableKnowledge.together(change.resource())));
      return compiled();
    }
  }

  private void leaveOut(Change change, Optional<KnowledgeFault> fault) {
    fault.ifPresent(found -> unreadable.put(change.id(), found));
  }

  private KnowledgeSnapshot compiled() {
    List<Resource> readable =
        held.values().stream()
            .filter(change -> !unreadable.containsKey(change.id()))
            .map(Change::resource)
            .filter(Objects::nonNull)
            .toList();
    return KnowledgeSnapshot.of(readable, clock, bounds).leavingOut(unreadable.values());
  }

  /** Logs each resource that is left out, once. */
  private static void report(List<KnowledgeFault> before, List<KnowledgeFault> now) {
    now.stream()
        .filter(fault -> !before.contains(fault))
        .forEach(
            fault ->
                LOG.warn("Left out: {}, {}: {}", fault.resource(), fault.path(), fault.text()));
  }

  /** Drops deleted resources, except those that still exist. */
  synchronized void forget(
      Collection<? extends IIdType> deleted, Collection<? extends Resource> stillThere) {
    Set<String> keep =
        stillThere.stream().map(r -> key(r.getIdElement())).collect(Collectors.toSet());
    apply(
        deleted.stream()
            .map(HeldKnowledge::key)
            .filter(id -> !keep.contains(id) && held.containsKey(id))
            .filter(id -> Objects.requireNonNull(held.get(id)).resource() != null)
            .map(id -> new Change(id, version(id), null))
            .toList());
  }

  /** Returns true if this node knows the resource at this version or a later one. */
  synchronized boolean knows(IIdType id) {
    return version(key(id)) >= versionOf(id);
  }

  /** Returns the resources that are not deleted. */
  synchronized List<Resource> resources() {
    return held.values().stream().map(Change::resource).filter(Objects::nonNull).toList();
  }

  /**
   * A deletion has the version of the deleted resource, or the next one, and takes precedence over
   * that version.
   */
  private boolean isNews(Change change) {
    long known = version(change.id());
    return known < change.version() || (known == change.version() && change.resource() == null);
  }

  private long version(String id) {
    Change change = held.get(id);
    return change == null ? 0 : change.version();
  }

  static long versionOf(IIdType id) {
    return Objects.requireNonNullElse(id.getVersionIdPartAsLong(), 1L);
  }

  private static String key(IIdType id) {
    return id.toUnqualifiedVersionless().getValue();
  }
}
