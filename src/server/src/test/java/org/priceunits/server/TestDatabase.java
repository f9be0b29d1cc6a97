package org.priceunits.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The database of the integration tests: the system property {@code price-units.it.database}, h2 or
 * postgres.
 */
public final class TestDatabase {
  private static final String KIND = System.getProperty("price-units.it.database", "h2");

  private TestDatabase() {}

  public static boolean isPostgres() {
    return KIND.equals("postgres");
  }

  /** Returns the server arguments of a new, empty database, which ends with this JVM. */
  public static List<String> newDatabase() {
    try {
      return isPostgres() ? postgres() : h2(Files.createTempDirectory(Path.of("target"), "it-h2-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> h2(Path directory) {
    return List.of(
        "--spring.datasource.url=jdbc:h2:file:"
            + directory.toAbsolutePath().resolve("price-units"));
  }

  private static List<String> postgres() throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start();
    return List.of(
        "--spring.profiles.active=postgres",
        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
        "--spring.datasource.username=postgres");
  }
}
