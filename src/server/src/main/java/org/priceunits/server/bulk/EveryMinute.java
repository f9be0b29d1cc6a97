package org.priceunits.server.bulk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Does what is asked for often at most once a minute. For one thread. */
final class EveryMinute implements Runnable {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Clock clock;
  private final Runnable action;
  private Instant last;

  /**
   * @param action for the first time in a minute
   */
  EveryMinute(Clock clock, Runnable action) {
    this.clock = clock;
    this.action = action;
    this.last = clock.instant();
  }

  @Override
  public void run() {
    Instant now = clock.instant();
    if (!now.isBefore(last.plus(PAUSE))) {
      last = now;
      action.run();
    }
  }
}
