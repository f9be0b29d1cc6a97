package org.priceunits.server.audit;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.storage.interceptor.balp.IBalpAuditEventSink;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.AuditEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Stores AuditEvents from a thread of its own. Inside the audited request a second connection would
 * be needed, and all requests together could wait for one forever. A full queue makes requests
 * wait; an orderly shutdown stores what is left. If not even the moment between an answer and its
 * record may be lost, write the audit to the log.
 */
final class AuditStore implements IBalpAuditEventSink, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(AuditStore.class);
  private static final int WAITING = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Spring Boot's web server stops in DEFAULT_PHASE - 1024 and - 2048. */
  private static final int AFTER_THE_WEB_SERVER = DEFAULT_PHASE - 4096;

  private static final long LOOK_FOR_STOP_MILLIS = 200;

  private final BlockingQueue<AuditEvent> waiting = new ArrayBlockingQueue<>(WAITING);
  private final DaoRegistry daos;
  private final Thread writer = new Thread(this::write, "audit");
  private volatile boolean running;

  AuditStore(DaoRegistry daos) {
    this.daos = daos;
    writer.setDaemon(true);
  }

  @Override
  public void recordAuditEvent(AuditEvent event) {
    try {
      waiting.put(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted before the request could be audited.", e);
    }
  }

  /** Stores an event before it returns; an exception if that fails. */
  void storeNow(AuditEvent event) {
    daos.getResourceDao(AuditEvent.class).create(event, new SystemRequestDetails());
  }

  private void write() {
    while (running || !waiting.isEmpty()) {
      try {
        AuditEvent event = waiting.poll(LOOK_FOR_STOP_MILLIS, TimeUnit.MILLISECONDS);
        if (event != null) {
          store(event);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void store(AuditEvent event) {
    try {
      storeNow(event);
    } catch (RuntimeException e) {
      // The thread must survive any failure to store the next event; the message may name a
      // patient.
      LOG.error("An AuditEvent could not be stored: {}", e.getClass().getName());
    }
  }

  @Override
  public void start() {
    running = true;
    writer.start();
  }

  @Override
  public void stop() {
    running = false;
    try {
      writer.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops after the web server, whose last requests are audited too. */
  @Override
  public int getPhase() {
    return AFTER_THE_WEB_SERVER;
  }
}
