package org.priceunits.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quiets the libraries' logs on the command line: by default they write every step to standard
 * output, between the lines of a table or of NDJSON. The commands report what a user must know.
 */
final class QuietLog {
  private QuietLog() {}

  static void silence() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.OFF);
    }
  }
}
