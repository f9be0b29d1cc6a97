package org.priceunits.server.bulk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.priceunits.bulk.PatientKey;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The resources that records of any patient may refer to. Of two with one name, the one whose text
 * sorts last counts, so that the order of lines does not.
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

  /** Finds the JSON of a resource. */
  Optional<String> find(String job, String name) {
    return sql
        .query(
            "SELECT CONTENT FROM PRICE_UNITS_JOB_SHARED WHERE JOB_ID = ? AND NAME = ?",
            (row, n) -> row.getBytes(1),
            job,
            digest(name))
        .stream()
        .max(Arrays::compareUnsigned)
        .map(text -> new String(text, StandardCharsets.UTF_8));
  }

  private static String digest(String name) {
    return PatientKey.ofRecord(name.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
