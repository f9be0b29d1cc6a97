package org.priceunits.server.knowledge;

import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.knowledge.KnowledgeConflicts;

/**
 * Checks the changes of one transaction against each other and against what is stored, before it
 * commits: each of two entries may be right, and both together wrong. Transactions that could
 * conflict take turns, until what they stored is held.
 */
final class TransactionConflicts extends BoundToTransaction {
  private static final long PATIENCE_SECONDS = 30;

  private final HeldKnowledge held;
  private final ReentrantLock turn;
  private final Map<String, Written> written = new LinkedHashMap<>();
  private final Map<String, Resource> deleted = new LinkedHashMap<>();
  private @Nullable List<Resource> after;

  private record Written(Resource resource, @Nullable Resource before) {}

  /**
   * @param turn shared by all transactions of this node
   */
  TransactionConflicts(Object key, HeldKnowledge held, ReentrantLock turn) {
    super(key);
    this.held = held;
    this.turn = turn;
  }

  /**
   * @param before what is stored under the same id; null if nothing is
   */
  void written(Resource resource, @Nullable Resource before) {
    String id = id(resource);
    Written earlier = written.get(id);
    written.put(id, new Written(resource, earlier == null ? before : earlier.before()));
    deleted.remove(id);
  }

  void deleted(Resource resource) {
    written.remove(id(resource));
    deleted.put(id(resource), resource);
  }

  /** A resource that is created has no id yet. */
  private static String id(Resource resource) {
    return Optional.ofNullable(resource.getIdElement().getIdPart())
        .map(part -> resource.fhirType() + "/" + part)
        .orElseGet(() -> "new/" + System.identityHashCode(resource));
  }

  @Override
  public void beforeCommit(boolean readOnly) {
    for (Written change : written.values()) {
      KnowledgeRefusal.ofWriting(
          KnowledgeConflicts.ofWriting(change.resource(), change.before(), this::after));
    }
    if (deleted.values().stream().anyMatch(KnowledgeConflicts::canConflict)) {
      for (Resource resource : deleted.values()) {
        KnowledgeRefusal.ofDeleting(KnowledgeConflicts.ofDeleting(resource, after()));
      }
    }
  }

  /** Returns what would be stored after this transaction. */
  private Collection<Resource> after() {
    if (after == null) {
      takeTurn();
      Set<String> changed = new HashSet<>(deleted.keySet());
      written.values().forEach(change -> changed.add(id(change.resource())));
      after =
          Stream.concat(
                  held.resources().stream().filter(resource -> !changed.contains(id(resource))),
                  written.values().stream().map(Written::resource))
              .toList();
    }
    return Objects.requireNonNull(after);
  }

  private void takeTurn() {
    try {
      if (turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ResourceVersionConflictException(
        "Policies, code lists or maps of another caller are being stored. Try again.");
  }

  @Override
  public void afterCompletion(int status) {
    super.afterCompletion(status);
    if (turn.isHeldByCurrentThread()) {
      turn.unlock();
    }
  }
}
