package org.priceunits.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * The first step of a shutdown. Readiness is already refused and requests are still answered, so
 * that a load balancer can react before the web server stops accepting connections.
 */
final class Drain implements SmartLifecycle {
  private final Duration time;
  private volatile boolean running;

  /**
   * @param time duration of the drain
   * @param phase how long Spring waits for it
   * @throws IllegalArgumentException if Spring would cut it short
   */
  Drain(Duration time, Duration phase) {
    if (!time.isZero() && time.compareTo(phase) >= 0) {
      throw new IllegalArgumentException(
          "price-units.drain (%d ms) must be shorter than spring.lifecycle.timeout-per-shutdown-phase (%d ms), which would cut it short."
              .formatted(time.toMillis(), phase.toMillis()));
    }
    this.time = time;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop(Runnable done) {
    running = false;
    CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS).execute(done);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Runs before the web server's own phase. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }
}
