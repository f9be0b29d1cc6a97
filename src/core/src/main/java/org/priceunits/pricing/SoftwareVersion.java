package org.priceunits.pricing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Name and version of this software, as the build writes them. */
public final class SoftwareVersion {
  private static final String FILE = "software.properties";

  private SoftwareVersion() {}

  /** Such as {@code price-units 0.1.0}: what the working of every line names. */
  public static String current() {
    Properties software = new Properties();
    try (InputStream file = SoftwareVersion.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing; the build writes it.");
      }
      software.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return software.getProperty("software");
  }
}
