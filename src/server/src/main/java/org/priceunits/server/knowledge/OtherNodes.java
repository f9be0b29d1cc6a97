package org.priceunits.server.knowledge;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.cache.IResourceChangeEvent;
import ca.uhn.fhir.jpa.cache.IResourceChangeListener;
import ca.uhn.fhir.jpa.cache.IResourceChangeListenerCacheRefresher;
import ca.uhn.fhir.jpa.cache.IResourceChangeListenerRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.server.knowledge.HeldKnowledge.Change;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Observes changes that another node on the same database makes to the reference data, through
 * HAPI's change listeners. HAPI itself polls every ten seconds; the timer here makes it poll more
 * often.
 */
class OtherNodes implements IResourceChangeListener {
  private final IResourceChangeListenerRegistry registry;
  private final IResourceChangeListenerCacheRefresher refresher;
  private final KnowledgeStore store;
  private final HeldKnowledge held;
  private final ThreadPoolTaskScheduler timer = new ThreadPoolTaskScheduler();

  OtherNodes(
      IResourceChangeListenerRegistry registry,
      IResourceChangeListenerCacheRefresher refresher,
      KnowledgeStore store,
      HeldKnowledge held) {
    this.registry = registry;
    this.refresher = refresher;
    this.store = store;
    this.held = held;
  }

  void watch(Duration interval) {
    for (String type : HeldKnowledge.TYPES) {
      registry.registerResourceResourceChangeListener(
          type,
          RequestPartitionId.allPartitions(),
          KnowledgeStore.everything(),
          this,
          interval.toMillis());
    }
    timer.setThreadNamePrefix("other-nodes-");
    timer.setDaemon(true);
    timer.initialize();
    // A failed poll, for instance while the database restarts, is logged by the scheduler, and the
    // next one follows.
    timer.scheduleWithFixedDelay(refresher::refreshExpiredCachesAndNotifyListeners, interval);
  }

  void stop() {
    timer.shutdown();
    registry.unregisterResourceResourceChangeListener(this);
  }

  @Override
  public void handleInit(Collection<IIdType> ids) {
    readNews(ids);
  }

  @Override
  public void handleChange(IResourceChangeEvent event) {
    readNews(
        Stream.concat(
                event.getCreatedResourceIds().stream(), event.getUpdatedResourceIds().stream())
            .toList());
    readGone(event.getDeletedResourceIds());
  }

  private void readNews(Collection<IIdType> ids) {
    List<IIdType> news = ids.stream().filter(id -> !held.knows(id)).toList();
    if (!news.isEmpty()) {
      held.apply(store.read(news).stream().map(Change::stored).toList());
    }
  }

  /**
   * Rereads deleted resources: the event names no version and may be older than a re-creation on
   * this node, so the store decides.
   */
  private void readGone(Collection<IIdType> ids) {
    if (!ids.isEmpty()) {
      List<Resource> stillThere = store.read(ids);
      held.forget(ids, stillThere);
      held.apply(stillThere.stream().map(Change::stored).toList());
    }
  }
}
