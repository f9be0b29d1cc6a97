package org.priceunits.server.bulk;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    return !exists(
            job,
            ofClient,
            "(BYTES > 0 OR ID = ?) AND (WAITS_SINCE IS NULL OR WAITS_SINCE > ?)",
            job.id(),
            clock.instant().minus(PATIENCE).toEpochMilli())
        && !exists(
            job,
            ofClient,
            "WAITS_SINCE IS NOT NULL AND (CREATED > ? OR CREATED = ? AND ID > ?)",
            job.created().toEpochMilli(),
            job.created().toEpochMilli(),
            job.id());
  }

  private boolean exists(Job job, boolean ofClient, String condition, Object... values) {
    List<Object> all = new ArrayList<>(List.of(values));
    if (ofClient) {
      all.add(String.valueOf(job.client()));
    }
    return !sql.queryForList(
            "SELECT 1 FROM PRICE_UNITS_JOB WHERE "
                + condition
                + (ofClient ? " AND CLIENT = ?" : ""),
            Integer.class,
            all.toArray())
        .isEmpty();
  }
}
