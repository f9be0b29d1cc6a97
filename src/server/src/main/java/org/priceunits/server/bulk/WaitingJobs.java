package org.priceunits.server.bulk;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The jobs that wait for room in the database. Where all that hold room wait, none of them would
 * ever end: then the youngest gives way, so that at last the oldest ends and lets go of its input.
 */
final class WaitingJobs {
  /** A job with a chunk that waits may have others that still end. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final JdbcTemplate sql;
  private final Clock clock;

  WaitingJobs(JdbcTemplate sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Notes that a job waits, which keeps it: it is not forgotten while others take the room. */
  void add(String id) {
    sql.update(
        "UPDATE PRICE_UNITS_JOB SET WAITS_SINCE = COALESCE(WAITS_SINCE, ?), TOUCHED = ? WHERE ID ="
            + " ? AND STATUS <> ?",
        clock.millis(),
        clock.millis(),
        id,
        Job.Status.FAILED.name());
  }

  /** Notes that a job goes on. */
  void remove(String id) {
    sql.update("UPDATE PRICE_UNITS_JOB SET WAITS_SINCE = NULL WHERE ID = ?", id);
  }

  /**
   * Returns true if waiting is of no use for a job. A complete job that holds room may be deleted
   * and expires, so that waiting is of use.
   *
   * @param ofClient true if the room is the share of the job's client, false for that of all
   */
  boolean givesWay(Job job, boolean ofClient) {
    List<String> goingOn =
        sql.queryForList(
            "SELECT CLIENT FROM PRICE_UNITS_JOB WHERE (BYTES > 0 OR ID = ?) AND (WAITS_SINCE IS NULL OR WAITS_SINCE > ?)",
            String.class,
            job.id(),
            clock.instant().minus(PATIENCE).toEpochMilli());
    List<String> younger =
        sql.queryForList(
            "SELECT CLIENT FROM PRICE_UNITS_JOB WHERE WAITS_SINCE IS NOT NULL AND (CREATED > ? OR CREATED = ? AND ID > ?)",
            String.class,
            job.created().toEpochMilli(),
            job.created().toEpochMilli(),
            job.id());
    return Stream.concat(goingOn.stream(), younger.stream())
        .noneMatch(client -> !ofClient || String.valueOf(job.client()).equals(client));
  }
}
