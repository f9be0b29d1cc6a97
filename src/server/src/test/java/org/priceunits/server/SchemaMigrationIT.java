package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.MigrationResult;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tests that the schema has a version and is created once, and that an upgrade runs the new steps
 * only.
 */
class SchemaMigrationIT {
  private static final String STEPS =
      "SELECT COUNT(*) FROM \"FLY_HFJ_MIGRATION\" WHERE \"version\" IS NOT NULL";
  private static final String COLUMN =
      "SELECT COUNT(*) FROM INFORMATION_SCHEMA.COLUMNS WHERE UPPER(TABLE_NAME) = 'HFJ_HISTORY_TAG'"
          + " AND UPPER(COLUMN_NAME) = 'RES_TYPE_ID'";
  private static final DriverTypeEnum DRIVER =
      TestDatabase.isPostgres() ? DriverTypeEnum.POSTGRES_9_4 : DriverTypeEnum.H2_EMBEDDED;

  private final HikariDataSource database = empty();
  private final JdbcTemplate sql = new JdbcTemplate(database);
  private MigrationResult first = new MigrationResult();

  private static HikariDataSource empty() {
    String url =
        TestDatabase.emptyDatabase().stream()
            .filter(argument -> argument.startsWith("--spring.datasource.url="))
            .findFirst()
            .orElseThrow()
            .replaceFirst(".*?=", "");
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(TestDatabase.isPostgres() ? "postgres" : "sa");
    pool.setMaximumPoolSize(4);
    return pool;
  }

  @AfterEach
  void close() {
    database.close();
  }

  @BeforeEach
  void makeTheTables() {
    first = SchemaMigration.run(database, DRIVER);
  }

  @Test
  void theSecondStartFindsTheSchemaAsItIs() {
    assertThat(first.executedStatements).isNotEmpty();
    int steps = count(STEPS);
    MigrationResult second = SchemaMigration.run(database, DRIVER);
    assertThat(second.executedStatements).isEmpty();
    assertThat(second.succeededTasks).isEmpty();
    assertThat(count(STEPS)).isEqualTo(steps);
    assertThat(count(STEPS + " AND NOT \"success\"")).isZero();
  }

  /** Simulates a database of an earlier release: without a column, and without the steps since. */
  @Test
  void anOlderSchemaGetsWhatItLacksAndNothingElse() {
    int steps = count(STEPS);
    sql.execute("ALTER TABLE HFJ_HISTORY_TAG DROP COLUMN RES_TYPE_ID");
    sql.execute(
        "DELETE FROM \"FLY_HFJ_MIGRATION\" WHERE \"version\" = '8.4.0.20250515.401' OR \"version\""
            + " LIKE '8.8.0.%'");
    MigrationResult upgrade = SchemaMigration.run(database, DRIVER);
    assertThat(upgrade.executedStatements)
        .singleElement()
        .satisfies(
            s ->
                assertThat(s.getSql())
                    .matches("(?i)alter table HFJ_HISTORY_TAG add (column )?RES_TYPE_ID.*"));
    assertThat(count(COLUMN)).isOne();
    assertThat(count(STEPS)).isEqualTo(steps);
  }

  /** Simulates a database created by Hibernate, before there was a history. */
  @Test
  void aSchemaWithoutHistoryIsTakenAsItIs() {
    int steps = count(STEPS);
    sql.execute("DROP TABLE \"FLY_HFJ_MIGRATION\"");
    assertThat(SchemaMigration.run(database, DRIVER).executedStatements)
        .as("only this server's own steps, which change nothing")
        .allSatisfy(
            s ->
                assertThat(s.getSql())
                    .containsPattern("IDX_RES_TYPE_FHIR_ID|IDX_IDXCMPSTRUNIQ_STRING"));
    assertThat(count(STEPS)).isEqualTo(steps);
  }

  /** Simulates a database of before the steps, with HAPI's own indexes and rows. */
  @Test
  void idsOfBeforeStayUniqueInTheirPartitionAndFreeInOthers() {
    sql.execute("DROP INDEX IDX_RES_TYPE_FHIR_ID");
    sql.execute("DELETE FROM \"FLY_HFJ_MIGRATION\" WHERE \"version\" = '0.1.0.20261129.1'");
    sql.execute(
        "ALTER TABLE HFJ_RESOURCE ADD CONSTRAINT IDX_RES_TYPE_FHIR_ID UNIQUE (RES_TYPE, FHIR_ID)");
    assertThatThrownBy(() -> UniquePerClient.validate(database))
        .hasMessageContainingAll("HFJ_RESOURCE", "schema-action=update");
    patient(1, null);
    assertThatThrownBy(() -> patient(2, 7)).isInstanceOf(DuplicateKeyException.class);

    SchemaMigration.run(database, DRIVER);

    UniquePerClient.validate(database);
    patient(2, 7);
    patient(3, 8);
    assertThatThrownBy(() -> patient(4, null)).isInstanceOf(DuplicateKeyException.class);
    assertThatThrownBy(() -> patient(4, 8)).isInstanceOf(DuplicateKeyException.class);
  }

  private void patient(int row, @Nullable Integer partition) {
    sql.update(
        """
        INSERT INTO HFJ_RESOURCE (RES_ID, PARTITION_ID, HAS_TAGS, RES_PUBLISHED, RES_UPDATED, FHIR_ID, SP_HAS_LINKS, SP_COORDS_PRESENT,
          SP_DATE_PRESENT, SP_NUMBER_PRESENT, SP_QUANTITY_NRML_PRESENT, SP_QUANTITY_PRESENT, SP_STRING_PRESENT, SP_TOKEN_PRESENT,
          SP_URI_PRESENT, RES_TYPE, RES_VER)
        VALUES (?, ?, FALSE, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'p', FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, 'Patient', 1)
        """,
        row,
        partition);
  }

  @Test
  void afterAStartThatWasCutOffItSaysWhatToDo() {
    sql.update(
        "UPDATE \"FLY_HFJ_MIGRATION\" SET \"success\" = FALSE WHERE \"version\" IS NOT NULL");
    assertThatThrownBy(() -> SchemaMigration.run(database, DRIVER))
        .hasMessageContaining("Empty the database and start again");
  }

  @Test
  void aLockThatWasLeftBehindIsNamed() {
    sql.update(
        "INSERT INTO \"FLY_HFJ_MIGRATION\" (\"installed_rank\", \"description\", \"type\","
            + " \"script\", \"installed_by\", \"installed_on\", \"execution_time\", \"success\")"
            + " VALUES (-100, 'of-a-dead-node', 'JDBC', 'x', 'x', CURRENT_TIMESTAMP, 0, TRUE)");
    assertThatThrownBy(() -> SchemaMigration.run(database, DRIVER))
        .hasMessageContaining("CLEAR_LOCK_TABLE_WITH_DESCRIPTION=of-a-dead-node");
  }

  @Test
  void aServerThatIsToValidateOnlyRefusesAnEmptyDatabase() {
    assertThatThrownBy(
            () ->
                RunningServer.start(
                        TestDatabase.emptyDatabase(), "--price-units.schema-action=validate")
                    .close())
        .hasStackTraceContaining("Schema-validation: missing table");
  }

  private int count(String query) {
    Integer found = sql.queryForObject(query, Integer.class);
    return found == null ? 0 : found;
  }
}
