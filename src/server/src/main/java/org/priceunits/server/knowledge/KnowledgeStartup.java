package org.priceunits.server.knowledge;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.priceunits.server.knowledge.HeldKnowledge.Change;
import org.priceunits.server.settings.StartStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * Loads the shipped resources and builds the first snapshot. It runs once all of HAPI's jobs are
 * registered, when the web server already listens; until it is done {@link NotReadyFilter} refuses
 * requests, so that none is answered from incomplete data.
 */
class KnowledgeStartup implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(KnowledgeStartup.class);

  private final KnowledgeLoader loader;
  private final KnowledgeStore store;
  private final HeldKnowledge held;
  private final OtherNodes otherNodes;
  private final Duration refreshInterval;
  private final StartTurn turn;
  private final MeterRegistry meters;
  private volatile boolean done;

  KnowledgeStartup(
      KnowledgeLoader loader,
      KnowledgeStore store,
      HeldKnowledge held,
      OtherNodes otherNodes,
      Duration refreshInterval,
      StartTurn turn,
      MeterRegistry meters) {
    this.loader = loader;
    this.store = store;
    this.held = held;
    this.otherNodes = otherNodes;
    this.refreshInterval = refreshInterval;
    this.turn = turn;
    this.meters = meters;
  }

  @Override
  public void run(ApplicationArguments arguments) throws SQLException {
    try (turn) {
      report(loader.load(ShippedFiles.onClassPath()));
    }
    List<Change> stored =
        HeldKnowledge.TYPES.stream()
            .flatMap(type -> store.readAll(type).stream())
            .map(Change::stored)
            .toList();
    LOG.info(
        StartStep.MEMORY.of("reading {} code systems, packages, prices and policies"),
        stored.size());
    held.apply(stored);
    if (!refreshInterval.isZero()) {
      otherNodes.watch(refreshInterval);
    }
    done = true;
  }

  private void report(LoadResult result) {
    count("created", result.created());
    count("upgraded", result.upgraded());
    count("unchanged", result.unchanged());
    count("kept", result.kept().size());
    if (result.created() + result.upgraded() > 0) {
      LOG.info(
          "Shipped resources: {} new, {} upgraded, {} as before",
          result.created(),
          result.upgraded(),
          result.unchanged());
    }
    if (!result.kept().isEmpty()) {
      LOG.warn(
          "Kept, although this release ships another version: {}",
          String.join(", ", result.kept()));
    }
  }

  private void count(String result, int resources) {
    meters.counter("price-units.shipped.resources", "result", result).increment(resources);
  }

  void stop() {
    otherNodes.stop();
  }

  /** Returns true once the snapshot has been built from the store. */
  boolean isDone() {
    return done;
  }
}
