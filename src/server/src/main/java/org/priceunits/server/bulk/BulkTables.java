package org.priceunits.server.bulk;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of the jobs, created beside HAPI's by the migration of the schema. */
public final class BulkTables {
  /** The table of db-scheduler. */
  static final String TASKS = "PRICE_UNITS_TASK";

  private static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS PRICE_UNITS_JOB (
            ID VARCHAR(36) PRIMARY KEY, CLIENT TEXT, STATUS VARCHAR(12) NOT NULL, CREATED BIGINT NOT NULL,
            TOUCHED BIGINT NOT NULL, REQUEST TEXT NOT NULL, BASE TEXT NOT NULL, INPUTS TEXT NOT NULL,
            STORES BOOLEAN NOT NULL, FILES_SERVER TEXT, NOT_USED TEXT, FAILURE TEXT, BYTES BIGINT NOT NULL)
          """,
          "ALTER TABLE PRICE_UNITS_JOB ADD COLUMN IF NOT EXISTS ATTEMPT INT DEFAULT 0 NOT NULL",
          "ALTER TABLE PRICE_UNITS_JOB ADD COLUMN IF NOT EXISTS WAITS_SINCE BIGINT",
          """
          CREATE TABLE IF NOT EXISTS PRICE_UNITS_JOB_PIECE (
            JOB_ID VARCHAR(36) NOT NULL REFERENCES PRICE_UNITS_JOB(ID) ON DELETE CASCADE, KIND VARCHAR(12) NOT NULL,
            PART INT NOT NULL, SEQ INT NOT NULL, SIZE_BYTES BIGINT NOT NULL, ADMINISTRATIONS INT NOT NULL,
            CONTENT {bytes} NOT NULL, PRIMARY KEY (JOB_ID, KIND, PART, SEQ))
          """,
          """
          CREATE TABLE IF NOT EXISTS PRICE_UNITS_JOB_SHARED (
            JOB_ID VARCHAR(36) NOT NULL REFERENCES PRICE_UNITS_JOB(ID) ON DELETE CASCADE, NAME VARCHAR(64) NOT NULL,
            SEQ INT NOT NULL, CONTENT {bytes} NOT NULL, PRIMARY KEY (JOB_ID, NAME, SEQ))
          """,
          """
          CREATE TABLE IF NOT EXISTS PRICE_UNITS_JOB_CHUNK (
            JOB_ID VARCHAR(36) NOT NULL REFERENCES PRICE_UNITS_JOB(ID) ON DELETE CASCADE, CHUNK INT NOT NULL,
            FIRST_PART INT NOT NULL, LAST_PART INT NOT NULL, ADMINISTRATIONS INT NOT NULL, PRICED BOOLEAN NOT NULL,
            STORED BOOLEAN NOT NULL, TOTALS TEXT, PRIMARY KEY (JOB_ID, CHUNK))
          """,
          """
          CREATE TABLE IF NOT EXISTS PRICE_UNITS_SUBMISSION (
            JOB_ID VARCHAR(36) PRIMARY KEY REFERENCES PRICE_UNITS_JOB(ID) ON DELETE CASCADE,
            DIGEST VARCHAR(64) NOT NULL UNIQUE, SUBMISSION_ID TEXT NOT NULL)
          """,
          """
          CREATE TABLE IF NOT EXISTS PRICE_UNITS_SUBMISSION_MANIFEST (
            JOB_ID VARCHAR(36) NOT NULL REFERENCES PRICE_UNITS_JOB(ID) ON DELETE CASCADE, SEQ INT NOT NULL,
            URL TEXT NOT NULL, FHIR_BASE TEXT NOT NULL, INPUTS TEXT NOT NULL, HEADERS TEXT, PRIMARY KEY (JOB_ID, SEQ))
          """,
          """
          CREATE TABLE IF NOT EXISTS PRICE_UNITS_TASK (
            TASK_NAME VARCHAR(100) NOT NULL, TASK_INSTANCE VARCHAR(100) NOT NULL, TASK_DATA {bytes},
            EXECUTION_TIME TIMESTAMP(6) WITH TIME ZONE NOT NULL, PICKED BOOLEAN NOT NULL, PICKED_BY VARCHAR(100),
            LAST_SUCCESS TIMESTAMP(6) WITH TIME ZONE, LAST_FAILURE TIMESTAMP(6) WITH TIME ZONE,
            CONSECUTIVE_FAILURES INT, LAST_HEARTBEAT TIMESTAMP(6) WITH TIME ZONE, VERSION BIGINT NOT NULL,
            PRIORITY SMALLINT, PRIMARY KEY (TASK_NAME, TASK_INSTANCE))
          """,
          "CREATE INDEX IF NOT EXISTS PRICE_UNITS_TASK_DUE ON PRICE_UNITS_TASK (EXECUTION_TIME)",
          "CREATE INDEX IF NOT EXISTS PRICE_UNITS_TASK_ALIVE ON PRICE_UNITS_TASK (LAST_HEARTBEAT)");

  private static final List<String> NAMES =
      List.of(
          "PRICE_UNITS_JOB",
          "PRICE_UNITS_JOB_PIECE",
          "PRICE_UNITS_JOB_SHARED",
          "PRICE_UNITS_JOB_CHUNK",
          "PRICE_UNITS_SUBMISSION",
          "PRICE_UNITS_SUBMISSION_MANIFEST",
          TASKS);

  private BulkTables() {}

  /** Creates what is missing. The caller holds the lock that keeps other nodes from doing so. */
  public static void create(DataSource database, boolean postgres) {
    JdbcTemplate sql = new JdbcTemplate(database);
    for (String statement : STATEMENTS) {
      sql.execute(statement.replace("{bytes}", postgres ? "BYTEA" : "BLOB"));
    }
  }

  /** Refuses a database that lacks one of the tables or columns, in the words of Hibernate. */
  public static void validate(DataSource database) {
    JdbcTemplate sql = new JdbcTemplate(database);
    for (String name : NAMES) {
      try {
        sql.queryForList("SELECT 1 FROM " + name + " WHERE 1 = 0");
      } catch (BadSqlGrammarException e) {
        throw new IllegalStateException("Schema-validation: missing table [" + name + "]", e);
      }
    }
    for (String column : List.of("ATTEMPT", "WAITS_SINCE")) {
      try {
        sql.queryForList("SELECT " + column + " FROM PRICE_UNITS_JOB WHERE 1 = 0");
      } catch (BadSqlGrammarException e) {
        throw new IllegalStateException(
            "Schema-validation: missing column [%s] in table [PRICE_UNITS_JOB]".formatted(column),
            e);
      }
    }
  }
}
