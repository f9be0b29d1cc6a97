package org.priceunits.cli;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that prices: whose rules, which day, which knowledge. */
final class SharedOptions {
  @Option(names = "--payer", paramLabel = "CODE", description = "Payer; else medicare.")
  private @Nullable String payer;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "The site's, such as America/Chicago.")
  private @Nullable String timeZone;

  @Option(
      names = "--knowledge",
      paramLabel = "DIR",
      description = "A folder made by load, read beside what this program brings.")
  private @Nullable Path knowledge;

  @Nullable String payer() {
    return payer;
  }

  @Nullable String timeZone() {
    return timeZone;
  }

  /** Returns the zone of the site; null for none, and for one that the operation will refuse. */
  @Nullable ZoneId zone() {
    try {
      return timeZone == null ? null : ZoneId.of(timeZone);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Returns the folder of further knowledge; null for the shipped one alone. */
  @Nullable Path knowledge() {
    return knowledge;
  }
}
