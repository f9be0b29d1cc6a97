package org.priceunits.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Reads the name and version from the file that the build writes. */
final class BuildVersion implements IVersionProvider {
  private static final String FILE = "/META-INF/build-info.properties";

  @Override
  public String[] getVersion() {
    return new String[] {software()};
  }

  /**
   * Returns name and version, such as {@code price-units 0.1.0}, as the server's answers state
   * them.
   */
  static String software() {
    Properties build = new Properties();
    try (InputStream file = BuildVersion.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing; the build writes it.");
      }
      build.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("build.name") + " " + build.getProperty("build.version");
  }
}
