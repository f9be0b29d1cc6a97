package org.priceunits.server;

import java.time.Duration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Contributes to readiness: no write has found the disk full, or the database's file broken, for a
 * while. A database whose disk is full answers reads and the test of a connection.
 */
final class StorageHealth implements HealthIndicator {
  private static final Duration PAUSE = Duration.ofSeconds(15);

  @Override
  public Health health() {
    return ClosedDatabase.failedWithin(PAUSE.toNanos())
        ? Health.down().withDetail("database", "a write failed, as on a full disk").build()
        : Health.up().build();
  }
}
