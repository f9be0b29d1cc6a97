package org.priceunits.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Begins a new H2 database as a copy of the one that {@code price-units.prepared-database} names: a
 * database that a first start of this release left, so that this start neither makes tables nor
 * writes the shipped resources. A database that exists is never touched, and the copy is then used
 * like any other, so a copy of an earlier release is upgraded.
 */
final class PreparedDatabase
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  static final String PROPERTY = "price-units.prepared-database";

  private static final Logger LOG = LoggerFactory.getLogger(PreparedDatabase.class);
  private static final String USER = "spring.datasource.username";
  private static final String PASSWORD = "spring.datasource.password";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Environment environment = context.getEnvironment();
    Optional<Path> prepared =
        Optional.ofNullable(environment.getProperty(PROPERTY))
            .filter(name -> !name.isBlank())
            .map(Path::of)
            .filter(Files::isReadable);
    Optional<Path> wanted =
        DatabaseFile.of(environment.getProperty("spring.datasource.url"))
            .filter(file -> Files.notExists(file) && fits(environment));
    if (prepared.isPresent() && wanted.isPresent()) {
      copy(prepared.get(), wanted.get());
      LOG.info("New database {} from {}", wanted.get(), prepared.get().getFileName());
    }
  }

  /** The copy has the default user without a password, and is not encrypted. */
  private static boolean fits(Environment environment) {
    String url = environment.getProperty("spring.datasource.url", "").toUpperCase(Locale.ROOT);
    return "sa".equalsIgnoreCase(environment.getProperty(USER, ""))
        && environment.getProperty(PASSWORD, "").isEmpty()
        && !url.contains(";CIPHER=")
        && !url.contains(";USER=")
        && !url.contains(";PASSWORD=");
  }

  /** Copies it aside and renames it, so that a copy that breaks off is never taken for data. */
  private static void copy(Path prepared, Path wanted) {
    Path aside = wanted.resolveSibling(wanted.getFileName() + ".new");
    try {
      Path folder = wanted.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.copy(prepared, aside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(aside, wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The prepared database cannot be copied to %s.".formatted(wanted), e);
    }
  }
}
