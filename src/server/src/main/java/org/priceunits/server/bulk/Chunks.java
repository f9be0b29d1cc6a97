package org.priceunits.server.bulk;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The chunks of the jobs, each with its result once it is there. */
final class Chunks {
  private static final String COLUMNS =
      "SELECT CHUNK, FIRST_PART, LAST_PART, ADMINISTRATIONS, PRICED, STORED, TOTALS FROM PRICE_UNITS_JOB_CHUNK WHERE JOB_ID = ? ";
  private static final RowMapper<Chunk> ROW =
      (row, n) ->
          new Chunk(
              row.getInt(1),
              row.getInt(2),
              row.getInt(3),
              row.getInt(4),
              row.getBoolean(5),
              row.getBoolean(6),
              row.getString(7));

  private final JdbcTemplate sql;

  Chunks(BulkDatabase database) {
    this.sql = database.sql();
  }

  void add(String job, List<Chunk> chunks) {
    sql.batchUpdate(
        "INSERT INTO PRICE_UNITS_JOB_CHUNK (JOB_ID, CHUNK, FIRST_PART, LAST_PART, ADMINISTRATIONS, PRICED, STORED) VALUES (?, ?, ?, ?, ?, ?, ?)",
        chunks.stream()
            .map(
                c ->
                    new Object[] {
                      job,
                      c.number(),
                      c.first(),
                      c.last(),
                      c.administrations(),
                      c.priced(),
                      c.stored()
                    })
            .toList());
  }

  /** Returns the chunks of a job in the order of its output. */
  List<Chunk> of(String job) {
    return sql.query(COLUMNS + "ORDER BY CHUNK", ROW, job);
  }

  Optional<Chunk> find(String job, int number) {
    return sql.query(COLUMNS + "AND CHUNK = ?", ROW, job, number).stream().findFirst();
  }

  /** Takes down that a chunk is priced. Returns false if another node has done so before. */
  boolean priced(String job, int number, String totals) {
    return sql.update(
            "UPDATE PRICE_UNITS_JOB_CHUNK SET PRICED = TRUE, TOTALS = ? WHERE JOB_ID = ? AND CHUNK = ? AND PRICED = FALSE",
            totals,
            job,
            number)
        > 0;
  }

  /** Takes down that the claims of a chunk are stored. Returns false if that is known already. */
  boolean stored(String job, int number, String totals) {
    return sql.update(
            "UPDATE PRICE_UNITS_JOB_CHUNK SET STORED = TRUE, TOTALS = ? WHERE JOB_ID = ? AND CHUNK = ? AND STORED = FALSE",
            totals,
            job,
            number)
        > 0;
  }

  /** Returns the number of chunks that are not done. */
  int open(String job) {
    Integer open =
        sql.queryForObject(
            "SELECT COUNT(*) FROM PRICE_UNITS_JOB_CHUNK WHERE JOB_ID = ? AND (PRICED = FALSE OR STORED = FALSE)",
            Integer.class,
            job);
    return open == null ? 0 : open;
  }
}
