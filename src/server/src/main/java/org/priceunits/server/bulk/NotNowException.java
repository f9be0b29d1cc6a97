package org.priceunits.server.bulk;

import java.time.Duration;

/** Work that has to wait for that of others. */
final class NotNowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration wait;

  /**
   * @param wait time after which it is tried again
   */
  NotNowException(Duration wait) {
    this.wait = wait;
  }

  Duration waiting() {
    return wait;
  }
}
