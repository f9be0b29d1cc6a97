package org.priceunits.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * The libraries' log on the command line: their default writes every step to standard output,
 * between the lines of a table or of NDJSON. What a user must know the commands say themselves.
 */
final class QuietLog {
  private QuietLog() {}

  static void silence() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.OFF);
    }
  }
}
