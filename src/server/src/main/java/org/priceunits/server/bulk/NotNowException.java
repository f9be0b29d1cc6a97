package org.priceunits.server.bulk;

import java.time.Duration;

/** Work that has to wait for that of others. */
final class NotNowException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Duration FOR_ROOM = Duration.ofSeconds(20);

  private final Duration wait;
  private final boolean room;

  private NotNowException(Duration wait, boolean room) {
    this.wait = wait;
    this.room = room;
  }

  /**
   * Returns one for work that others do now.
   *
   * @param wait time after which it is tried again
   */
  static NotNowException after(Duration wait) {
    return new NotNowException(wait, false);
  }

  /** Returns one for work whose result has no room in the database. */
  static NotNowException withoutRoom() {
    return new NotNowException(FOR_ROOM, true);
  }

  Duration waiting() {
    return wait;
  }

  /** Returns true if it is room that is waited for. */
  boolean isForRoom() {
    return room;
  }
}
