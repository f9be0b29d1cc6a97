package org.priceunits.server.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.bulk.Job.Status;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of the jobs. */
final class Jobs {
  private static final String COLUMNS =
      "SELECT ID, CLIENT, STATUS, CREATED, TOUCHED, REQUEST, BASE, INPUTS, STORES, FILES_SERVER,"
          + " NOT_USED, FAILURE FROM PRICE_UNITS_JOB ";

  /** A body that arrives makes progress at least this often, or its node is dead. */
  private static final Duration LOST_UPLOAD = Duration.ofMinutes(15);

  private final JdbcTemplate sql;
  private final Clock clock;
  private final Duration keep;
  private final long mostBytes;

  /**
   * @param keep time after its last progress for which a job is there
   * @param mostBytes of all jobs together
   */
  Jobs(BulkDatabase database, Clock clock, Duration keep, long mostBytes) {
    this.sql = database.sql();
    this.clock = clock;
    this.keep = keep;
    this.mostBytes = mostBytes;
  }

  /** Adds a job whose input is still to come. */
  void add(Job job) {
    sql.update(
        "INSERT INTO PRICE_UNITS_JOB (ID, CLIENT, STATUS, CREATED, TOUCHED, REQUEST, BASE, INPUTS,"
            + " STORES, BYTES) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        job.id(),
        job.client(),
        job.status().name(),
        job.created().toEpochMilli(),
        job.touched().toEpochMilli(),
        job.request(),
        job.base(),
        job.inputs(),
        job.stores());
  }

  /** Finds a job that is not expired. */
  Optional<Job> find(String id) {
    return sql.query(COLUMNS + "WHERE ID = ?", (row, n) -> job(row), id).stream()
        .filter(job -> job.touched().isAfter(clock.instant().minus(keep)))
        .findFirst();
  }

  /** Finds a job of a client; another client's is not there. */
  Optional<Job> find(String id, @Nullable String client) {
    return find(id).filter(job -> Objects.equals(job.client(), client));
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getString(1),
        row.getString(2),
        Status.valueOf(row.getString(3)),
        Instant.ofEpochMilli(row.getLong(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getBoolean(9),
        row.getString(10),
        row.getString(11),
        row.getString(12));
  }

  /** Returns the number of jobs that a client has. */
  int countOf(@Nullable String client) {
    Integer count =
        client == null
            ? sql.queryForObject(
                "SELECT COUNT(*) FROM PRICE_UNITS_JOB WHERE CLIENT IS NULL", Integer.class)
            : sql.queryForObject(
                "SELECT COUNT(*) FROM PRICE_UNITS_JOB WHERE CLIENT = ?", Integer.class, client);
    return count == null ? 0 : count;
  }

  /** Returns the number of jobs of all clients. */
  int count() {
    Integer count = sql.queryForObject("SELECT COUNT(*) FROM PRICE_UNITS_JOB", Integer.class);
    return count == null ? 0 : count;
  }

  /** Returns true if the inputs and outputs of all jobs leave no room for so many bytes. */
  boolean isFull(long more) {
    Long bytes = sql.queryForObject("SELECT SUM(BYTES) FROM PRICE_UNITS_JOB", Long.class);
    return (bytes == null ? 0 : bytes) + more > mostBytes;
  }

  /**
   * Notes progress, and keeps the job from being removed until the transaction ends.
   *
   * @param bytes that are about to be added, compressed
   * @throws JobGoneException if it is not in this status any more
   * @throws NotPossibleException if there is no room for the bytes
   */
  void progress(String id, Status status, long bytes) {
    if (bytes > 0 && isFull(bytes)) {
      throw NotPossibleException.of(
          507,
          IssueType.NOSTORE,
          "The jobs hold as much of the database as they may. DELETE those whose files are fetched,"
              + " and send this one again.");
    }
    int changed =
        sql.update(
            "UPDATE PRICE_UNITS_JOB SET TOUCHED = ?, BYTES = BYTES + ? WHERE ID = ? AND STATUS = ?",
            clock.millis(),
            bytes,
            id,
            status.name());
    if (changed == 0) {
      throw new JobGoneException("The job is cancelled, or done by another node.");
    }
  }

  /**
   * Ends the receiving or fetching of a job.
   *
   * @param filesServer the one server that the absolute references of the records name
   */
  void received(String id, Status from, @Nullable String filesServer, String notUsed) {
    progress(id, from, 0);
    sql.update(
        "UPDATE PRICE_UNITS_JOB SET STATUS = ?, FILES_SERVER = ?, NOT_USED = ? WHERE ID = ?",
        Status.PREPARING.name(),
        filesServer,
        notUsed,
        id);
  }

  /**
   * Takes a submission as complete: from now on it is what was asked for.
   *
   * @param inputs Parameters in JSON
   */
  void submitted(String id, String inputs, boolean stores) {
    progress(id, Status.SUBMITTING, 0);
    sql.update(
        "UPDATE PRICE_UNITS_JOB SET STATUS = ?, CREATED = ?, INPUTS = ?, STORES = ? WHERE ID = ?",
        Status.FETCHING.name(),
        clock.millis(),
        inputs,
        stores,
        id);
  }

  /** Measures how much a job holds, after something of it was removed. */
  void measure(String id) {
    sql.update(
        "UPDATE PRICE_UNITS_JOB SET BYTES = (SELECT COALESCE(SUM(OCTET_LENGTH(CONTENT)), 0) FROM"
            + " PRICE_UNITS_JOB_PIECE WHERE JOB_ID = ?) WHERE ID = ?",
        id,
        id);
  }

  /** Moves a job on. */
  void move(String id, Status from, Status to) {
    progress(id, from, 0);
    sql.update("UPDATE PRICE_UNITS_JOB SET STATUS = ? WHERE ID = ?", to.name(), id);
  }

  /**
   * Ends a job without an output.
   *
   * @param outcome OperationOutcome in JSON
   */
  void fail(String id, String outcome) {
    sql.update(
        "UPDATE PRICE_UNITS_JOB SET STATUS = ?, TOUCHED = ?, FAILURE = ? WHERE ID = ?",
        Status.FAILED.name(),
        clock.millis(),
        outcome,
        id);
  }

  /** Returns false for a job that was cancelled or has failed. */
  boolean isThere(String id) {
    return !sql.queryForList(
            "SELECT 1 FROM PRICE_UNITS_JOB WHERE ID = ? AND STATUS <> ?",
            Integer.class,
            id,
            Status.FAILED.name())
        .isEmpty();
  }

  /** Removes a job with all that it holds. Returns false if it was not there. */
  boolean remove(String id) {
    return sql.update("DELETE FROM PRICE_UNITS_JOB WHERE ID = ?", id) > 0;
  }

  /** Returns the jobs that are kept no longer, and those whose body never arrived. */
  List<String> outdated() {
    return sql.queryForList(
        "SELECT ID FROM PRICE_UNITS_JOB WHERE TOUCHED <= ? OR STATUS = ? AND TOUCHED <= ?",
        String.class,
        clock.instant().minus(keep).toEpochMilli(),
        Status.RECEIVING.name(),
        clock.instant().minus(LOST_UPLOAD).toEpochMilli());
  }

  /** Returns when a job is removed if nothing more happens. */
  Instant end(Job job) {
    return job.touched().plus(keep);
  }
}
