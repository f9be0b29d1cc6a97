package org.priceunits.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Refuses to start on an empty H2 file. H2 would take it for a new database, and an operator whose
 * copy of a backup broke off would find a server without data that says it is ready.
 */
final class DatabaseFile implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  static final String PREFIX = "jdbc:h2:file:";
  private static final String SUFFIX = ".mv.db";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    of(context.getEnvironment().getProperty("spring.datasource.url"))
        .filter(DatabaseFile::isEmpty)
        .ifPresent(
            file -> {
              throw new UnusableDatabaseException(
                  "The database file " + file.getFileName() + " is empty.",
                  "Restore it from a backup, or delete it to start with a new database.");
            });
  }

  /** Returns the file of an H2 database; empty for any other database. */
  static Optional<Path> of(@Nullable String url) {
    if (url == null || !url.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String path = url.substring(PREFIX.length()).split(";", 2)[0];
    String home = path.startsWith("~") ? System.getProperty("user.home") : "";
    try {
      return Optional.of(Path.of(home + path.substring(home.isEmpty() ? 0 : 1) + SUFFIX));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean isEmpty(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
