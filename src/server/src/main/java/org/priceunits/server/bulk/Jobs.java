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
  private final long mostOfClient;
  private final WaitingJobs waiting;

  /**
   * @param keep time after its last progress for which a job is there
   * @param mostBytes of all jobs together
   * @param mostOfClient bytes of all jobs of one client
   */
  Jobs(BulkDatabase database, Clock clock, Duration keep, long mostBytes, long mostOfClient) {
    this.sql = database.sql();
    this.clock = clock;
    this.keep = keep;
    this.mostBytes = mostBytes;
    this.mostOfClient = Math.min(mostBytes, mostOfClient);
    this.waiting = new WaitingJobs(sql, clock);
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
    return bytes(sql.queryForObject("SELECT SUM(BYTES) FROM PRICE_UNITS_JOB", Long.class)) + more
        > mostBytes;
  }

  /** Returns true if the jobs of a client leave no room in its share for so many bytes. */
  boolean isFull(@Nullable String client, long more) {
    return client != null
        && bytes(
                    sql.queryForObject(
                        "SELECT SUM(BYTES) FROM PRICE_UNITS_JOB WHERE CLIENT = ?",
                        Long.class,
                        client))
                + more
            > mostOfClient;
  }

  private static long bytes(@Nullable Long sum) {
    return sum == null ? 0 : sum;
  }

  /** Who has no token has the whole room: there are no others. */
  private long share(@Nullable String client) {
    return client == null ? mostBytes : mostOfClient;
  }

  /**
   * Looks for room for bytes of a job, which waits for the room that others take.
   *
   * @throws NotPossibleException if the job is too long by itself, still arrives, or has to give
   *     way to others that wait as well
   * @throws NotNowException if others take the room
   */
  void checkRoom(String id, Status status, long more) {
    Optional<Job> job = more > 0 ? find(id) : Optional.empty();
    String client = job.map(Job::client).orElse(null);
    if (job.isEmpty() || !isFull(more) && !isFull(client, more)) {
      return;
    }
    Long own =
        sql.queryForObject("SELECT SUM(BYTES) FROM PRICE_UNITS_JOB WHERE ID = ?", Long.class, id);
    if (status != Status.RECEIVING && bytes(own) + more <= share(client)) {
      if (waiting.givesWay(job.get(), isFull(client, more))) {
        throw NotPossibleException.of(
            507,
            IssueType.NOSTORE,
            "The jobs that run at the same time leave each other no room to end. Send this one"
                + " again when the others are complete.");
      }
      throw NotNowException.withoutRoom();
    }
    throw NotPossibleException.of(
        507,
        IssueType.NOSTORE,
        "The jobs hold as much of the database as they may. DELETE those whose files are fetched,"
            + " and send this one again.");
  }

  /** Notes that a job waits for room. */
  void waitsForRoom(String id) {
    waiting.add(id);
  }

  /**
   * Notes progress, and keeps the job from being removed until the transaction ends.
   *
   * @param bytes that are about to be added, compressed
   * @throws JobGoneException if it is not in this status any more
   * @throws NotPossibleException if there is no room for the bytes
   * @throws NotNowException if others take the room
   */
  void progress(String id, Status status, long bytes) {
    checkRoom(id, status, bytes);
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
    if (status == Status.PRICING) {
      waiting.remove(id);
    }
  }

  /**
   * Begins to get a job ready, in place of a node that may have begun before.
   *
   * @return empty if it is not to be got ready
   */
  Optional<Turn> begin(String id) {
    int changed =
        sql.update(
            "UPDATE PRICE_UNITS_JOB SET ATTEMPT = ATTEMPT + 1 WHERE ID = ? AND STATUS IN (?, ?)",
            id,
            Status.FETCHING.name(),
            Status.PREPARING.name());
    return changed == 0
        ? Optional.empty()
        : sql
            .queryForList("SELECT ATTEMPT FROM PRICE_UNITS_JOB WHERE ID = ?", Integer.class, id)
            .stream()
            .map(attempt -> new Turn(id, attempt))
            .findFirst();
  }

  /**
   * Keeps other nodes from beginning until the transaction ends.
   *
   * @throws JobGoneException if one has begun
   */
  void hold(Turn turn) {
    int changed =
        sql.update(
            "UPDATE PRICE_UNITS_JOB SET TOUCHED = ? WHERE ID = ? AND ATTEMPT = ?",
            clock.millis(),
            turn.job(),
            turn.attempt());
    if (changed == 0) {
      throw new JobGoneException("The job is cancelled, or done by another node.");
    }
  }

  /** Sets the time of the job to now: what it reads of the store is as of then. */
  void reads(String id) {
    sql.update("UPDATE PRICE_UNITS_JOB SET CREATED = ? WHERE ID = ?", clock.millis(), id);
  }

  /**
   * Keeps a job that is being read.
   *
   * @throws JobGoneException if it is not there any more
   */
  void touch(String id) {
    int changed =
        sql.update(
            "UPDATE PRICE_UNITS_JOB SET TOUCHED = ? WHERE ID = ? AND STATUS <> ?",
            clock.millis(),
            id,
            Status.FAILED.name());
    if (changed == 0) {
      throw new JobGoneException("The job is cancelled.");
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
    waiting.remove(id);
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
            + " PRICE_UNITS_JOB_PIECE WHERE JOB_ID = ?) + (SELECT"
            + " COALESCE(SUM(OCTET_LENGTH(CONTENT)), 0) FROM PRICE_UNITS_JOB_SHARED WHERE JOB_ID ="
            + " ?) WHERE ID = ?",
        id,
        id,
        id);
  }

  /** Moves a job on. */
  void move(String id, Status from, Status to) {
    progress(id, from, 0);
    sql.update("UPDATE PRICE_UNITS_JOB SET STATUS = ? WHERE ID = ?", to.name(), id);
    waiting.remove(id);
  }

  /**
   * Ends a job without an output.
   *
   * @param outcome OperationOutcome in JSON
   */
  void fail(String id, String outcome) {
    sql.update(
        "UPDATE PRICE_UNITS_JOB SET STATUS = ?, TOUCHED = ?, FAILURE = ?, WAITS_SINCE = NULL WHERE ID = ?",
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

  /** Returns the jobs that are to be worked on, but for which nothing is queued. */
  List<String> withoutTask() {
    return sql.queryForList(
        """
        SELECT ID FROM PRICE_UNITS_JOB WHERE (STATUS IN (?, ?) OR STATUS = ? AND EXISTS (
          SELECT 1 FROM PRICE_UNITS_JOB_CHUNK WHERE JOB_ID = ID AND (PRICED = FALSE OR STORED = FALSE)))
        AND NOT EXISTS (
          SELECT 1 FROM PRICE_UNITS_TASK WHERE TASK_INSTANCE = ID OR TASK_INSTANCE LIKE ID || ':%')
        """,
        String.class, Status.FETCHING.name(), Status.PREPARING.name(), Status.PRICING.name());
  }

  /** Returns when a job is removed if nothing more happens. */
  Instant end(Job job) {
    return job.touched().plus(keep);
  }
}
