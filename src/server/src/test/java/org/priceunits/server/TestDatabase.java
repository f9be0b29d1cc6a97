package org.priceunits.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

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
  public static List<String> emptyDatabase() {
    return isPostgres() ? Postgres.newDatabase("template1") : h2(newFolder());
  }

  /**
   * Returns the server arguments of a new database as a first start leaves it, with the tables and
   * the shipped resources, which a start need not write again. It ends with this JVM.
   */
  public static List<String> newDatabase() {
    if (isPostgres()) {
      return Postgres.newDatabase(Postgres.PREPARED);
    }
    List<String> arguments = new ArrayList<>(h2(newFolder()));
    arguments.add("--" + PreparedDatabase.PROPERTY + "=" + PreparedFile.FILE);
    return arguments;
  }

  static List<String> h2(Path directory) {
    return List.of("--spring.datasource.url=jdbc:h2:file:" + file(directory));
  }

  private static Path file(Path directory) {
    return directory.toAbsolutePath().resolve("price-units");
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory(Path.of("target"), "it-h2-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class PreparedFile {
    static final Path FILE = prepared();

    private static Path prepared() {
      Path directory = newFolder();
      RunningServer.start(h2(directory)).close();
      return Path.of(file(directory) + ".mv.db");
    }
  }

  /** One PostgreSQL for all databases, each a copy of another. */
  private static final class Postgres {
    static final String PREPARED = "prepared";

    private static final EmbeddedPostgres SERVER = started();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static synchronized List<String> newDatabase(String template) {
      if (template.equals(PREPARED) && !exists(PREPARED)) {
        create(PREPARED, "template1");
        RunningServer.start(arguments(PREPARED)).close();
      }
      String name = "it_" + NUMBER.incrementAndGet();
      create(name, template);
      return arguments(name);
    }

    private static EmbeddedPostgres started() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static boolean exists(String name) {
      return run("select 1 from pg_database where datname = '" + name + "'");
    }

    private static void create(String name, String template) {
      run("create database " + name + " template " + template);
    }

    /** Returns true if the statement gave a row. */
    private static boolean run(String sql) {
      try (Connection connection = SERVER.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        return statement.execute(sql) && statement.getResultSet().next();
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }

    private static List<String> arguments(String name) {
      return List.of(
          "--spring.profiles.active=postgres",
          "--spring.datasource.url=" + SERVER.getJdbcUrl("postgres", name),
          "--spring.datasource.username=postgres");
    }
  }
}
