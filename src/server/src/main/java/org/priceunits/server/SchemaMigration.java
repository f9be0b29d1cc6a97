package org.priceunits.server;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationLock;
import ca.uhn.fhir.jpa.migrate.HapiMigrationStorageSvc;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.MigrationResult;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.dao.HapiMigrationDao;
import ca.uhn.fhir.jpa.migrate.entity.HapiMigrationEntity;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
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
import org.priceunits.server.settings.StartStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs HAPI's migrator: creates the tables of an empty database, upgrades those of an older
 * release, and records its steps in the table {@value #HISTORY}. The caller holds the lock that
 * keeps other nodes from doing the same.
 */
final class SchemaMigration {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);
  private static final String HISTORY = SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME;

  /**
   * The release whose tables Hibernate created for this server before there was a history; it stays
   * when HAPI is upgraded.
   */
  private static final VersionEnum MADE_BY_HIBERNATE = VersionEnum.V8_8_0;

  /** A step uses up to three at once. */
  private static final int CONNECTIONS = 4;

  private SchemaMigration() {}

  /** Runs with its own connections, since a step may take longer than a query may. */
  static void run(DataSourceProperties settings, DriverTypeEnum driver) {
    try (HikariDataSource database =
        settings.initializeDataSourceBuilder().type(HikariDataSource.class).build()) {
      database.setPoolName("schema");
      database.setMaximumPoolSize(CONNECTIONS);
      database.setMinimumIdle(0);
      if (driver == DriverTypeEnum.H2_EMBEDDED) {
        // A probe for a table that is not there yet is no fault, and H2 would write a trace file.
        database.setConnectionInitSql("SET TRACE_LEVEL_FILE 0");
      }
      run(database, driver);
    }
  }

  /** Refuses to run if an earlier start was interrupted, and says what to do. */
  static MigrationResult run(DataSource database, DriverTypeEnum driver) {
    LOG.info(StartStep.DATABASE.of("preparing the tables of the database"));
    HapiMigrationDao history = new HapiMigrationDao(database, driver, HISTORY);
    history.createMigrationTableIfRequired();
    List<HapiMigrationEntity> before = history.findAll();
    refuseAfterInterruption(before);
    if (before.isEmpty() && hasTables(database)) {
      migrate(database, driver, MADE_BY_HIBERNATE, List.of());
    }
    MigrationResult result =
        migrate(database, driver, VersionEnum.latestVersion(), UniquePerClient.tasks());
    LOG.info(
        "Database schema {}: {} steps, {} statements",
        new HapiMigrationStorageSvc(history).getLatestAppliedVersion(),
        result.succeededTasks.size(),
        result.executedStatements.size());
    return result;
  }

  /**
   * If there are tables but no history, HAPI runs nothing and records all steps up to the release
   * as done.
   *
   * @param own this server's steps, after HAPI's
   */
  private static MigrationResult migrate(
      DataSource database, DriverTypeEnum driver, VersionEnum release, List<BaseTask> own) {
    HapiMigrator migrator = new HapiMigrator(HISTORY, database, driver);
    migrator.addTasks(
        new HapiFhirJpaMigrationTasks(Set.of())
            .getAllTasks(
                Arrays.stream(VersionEnum.values())
                    .filter(version -> version.compareTo(release) <= 0)
                    .toArray(VersionEnum[]::new)));
    migrator.addTasks(own);
    return migrator.migrate();
  }

  private static boolean hasTables(DataSource database) {
    return Boolean.TRUE.equals(
        new JdbcTemplate(database)
            .execute((ConnectionCallback<Boolean>) SchemaMigration::hasResources));
  }

  /** H2 and PostgreSQL convert names to different cases. */
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
   * Refuses a database whose first start was interrupted. HAPI takes one table for a complete
   * schema, and steps missing from its history for work to do: both are wrong then.
   */
  private static void refuseAfterInterruption(List<HapiMigrationEntity> history) {
    if (!history.isEmpty()
        && history.stream().noneMatch(row -> row.getVersion() != null && row.getSuccess())) {
      throw new IllegalStateException(
          "The first start on this database was interrupted while it created the tables. Empty the"
              + " database and start again.");
    }
    // This node holds the lock, so the node that wrote the entry is gone.
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
                  "A start was interrupted while it changed the tables. Restore the backup, or set the environment variable %s=%s to continue after the last step recorded in %s."
                      .formatted(
                          HapiMigrationLock.CLEAR_LOCK_TABLE_WITH_DESCRIPTION, lock, HISTORY));
            });
  }
}
