package org.priceunits.server.bulk;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.priceunits.bulk.PatientKey;
import org.priceunits.bulk.SharedLines;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The resources that records of any patient may refer to. Each of several rows with one name holds
 * lines that decide which one counts.
 */
final class SharedRows {
  private final JdbcTemplate sql;

  SharedRows(BulkDatabase database) {
    this.sql = database.sql();
  }

  /**
   * Adds resources by {@code type/id}.
   *
   * @param sequence a number that was not used for the job before
   */
  void add(String job, int sequence, Map<String, byte[]> resources) {
    sql.batchUpdate(
        "INSERT INTO PRICE_UNITS_JOB_SHARED (JOB_ID, NAME, SEQ, CONTENT) VALUES (?, ?, ?, ?)",
        resources.entrySet().stream()
            .map(r -> new Object[] {job, digest(r.getKey()), sequence, r.getValue()})
            .toList());
  }

  /** Finds a resource, as {@link SharedLines} keep it. */
  Optional<String> find(String job, String name) {
    return sql
        .query(
            "SELECT CONTENT FROM PRICE_UNITS_JOB_SHARED WHERE JOB_ID = ? AND NAME = ?",
            (row, n) -> row.getBytes(1),
            job,
            digest(name))
        .stream()
        .reduce(SharedLines::merged)
        .map(text -> new String(text, StandardCharsets.UTF_8));
  }

  private static String digest(String name) {
    return PatientKey.ofRecord(name.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
