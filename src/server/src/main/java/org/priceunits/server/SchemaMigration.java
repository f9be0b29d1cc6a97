package org.priceunits.server;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationLock;
import ca.uhn.fhir.jpa.migrate.HapiMigrationStorageSvc;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.MigrationResult;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.dao.HapiMigrationDao;
import ca.uhn.fhir.jpa.migrate.entity.HapiMigrationEntity;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * HAPI's migrator: makes the tables of an empty database, brings those of an older release forward,
 * and keeps a history of its steps in the table {@value #HISTORY}. The caller has the turn: no
 * other node does the same.
 */
final class SchemaMigration {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);
  private static final String HISTORY = SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME;

  /**
   * The release whose tables Hibernate made for this server before there was a history; it stays
   * when HAPI is upgraded.
   */
  private static final VersionEnum MADE_BY_HIBERNATE = VersionEnum.V8_8_0;

  /** A step holds up to three at once. */
  private static final int CONNECTIONS = 4;

  private SchemaMigration() {}

  /** With connections of its own: a step may last longer than a query is allowed to. */
  static void run(DataSourceProperties settings, DriverTypeEnum driver) {
    try (HikariDataSource database =
        settings.initializeDataSourceBuilder().type(HikariDataSource.class).build()) {
      database.setPoolName("schema");
      database.setMaximumPoolSize(CONNECTIONS);
      database.setMinimumIdle(0);
      run(database, driver);
    }
  }

  /** Refuses where an earlier start was cut off, and says what to do. */
  static MigrationResult run(DataSource database, DriverTypeEnum driver) {
    HapiMigrationDao history = new HapiMigrationDao(database, driver, HISTORY);
    history.createMigrationTableIfRequired();
    List<HapiMigrationEntity> before = history.findAll();
    refuseAfterInterruption(before);
    if (before.isEmpty() && hasTables(database)) {
      migrate(database, driver, MADE_BY_HIBERNATE);
    }
    MigrationResult result = migrate(database, driver, VersionEnum.latestVersion());
    LOG.info(
        "Database schema {}: {} steps, {} statements",
        new HapiMigrationStorageSvc(history).getLatestAppliedVersion(),
        result.succeededTasks.size(),
        result.executedStatements.size());
    return result;
  }

  /**
   * Where there are tables and no history, HAPI runs nothing and records all up to the release as
   * done.
   */
  private static MigrationResult migrate(
      DataSource database, DriverTypeEnum driver, VersionEnum release) {
    HapiMigrator migrator = new HapiMigrator(HISTORY, database, driver);
    migrator.addTasks(
        new HapiFhirJpaMigrationTasks(Set.of())
            .getAllTasks(
                Arrays.stream(VersionEnum.values())
                    .filter(version -> version.compareTo(release) <= 0)
                    .toArray(VersionEnum[]::new)));
    return migrator.migrate();
  }

  private static boolean hasTables(DataSource database) {
    return Boolean.TRUE.equals(
        new JdbcTemplate(database)
            .execute((ConnectionCallback<Boolean>) SchemaMigration::hasResources));
  }

  /** H2 and PostgreSQL fold names to different cases. */
  private static boolean hasResources(Connection connection) throws SQLException {
    for (String name : List.of("HFJ_RESOURCE", "hfj_resource")) {
      try (ResultSet tables =
          connection.getMetaData().getTables(null, connection.getSchema(), name, null)) {
        if (tables.next()) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * HAPI takes one table for a whole schema, and what its history lacks for work to be done: both
   * are wrong after a start that was cut off.
   */
  private static void refuseAfterInterruption(List<HapiMigrationEntity> history) {
    if (!history.isEmpty()
        && history.stream().noneMatch(row -> row.getVersion() != null && row.getSuccess())) {
      throw new IllegalStateException(
          "The first start on this database was interrupted while it made the tables. Empty the database and start again.");
    }
    // This node has the turn, so whoever wrote the lock is gone.
    history.stream()
        .filter(row -> HapiMigrationLock.LOCK_PID.equals(row.getPid()))
        .map(HapiMigrationEntity::getDescription)
        .filter(
            lock ->
                !lock.equals(System.getenv(HapiMigrationLock.CLEAR_LOCK_TABLE_WITH_DESCRIPTION)))
        .findFirst()
        .ifPresent(
            lock -> {
              throw new IllegalStateException(
                  "A start was interrupted while it changed the tables. Restore the backup, or set the environment variable %s=%s to go on after the last step that is in %s."
                      .formatted(
                          HapiMigrationLock.CLEAR_LOCK_TABLE_WITH_DESCRIPTION, lock, HISTORY));
            });
  }
}
