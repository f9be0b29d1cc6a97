package org.priceunits.server.bulk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.PatientKey;
import org.springframework.jdbc.core.JdbcTemplate;

/** The jobs that are submissions of {@code $bulk-submit}, with the manifests that were named. */
final class Submissions {
  private final JdbcTemplate sql;

  Submissions(BulkDatabase database) {
    this.sql = database.sql();
  }

  /**
   * What a submission is known by. Two clients may use the same.
   *
   * @param client id of the client; null if no token was needed
   * @param submitter {@code system|value}
   * @param id that the submitter gave it
   */
  record Name(@Nullable String client, String submitter, String id) {
    private String digest() {
      String text = client == null ? "" : client.length() + " " + client;
      return PatientKey.ofRecord(
              (text + "\n" + submitter.length() + " " + submitter + "\n" + id)
                  .getBytes(StandardCharsets.UTF_8))
          .hex();
    }
  }

  /**
   * A manifest that was named.
   *
   * @param number order among those of the submission
   * @param base FHIR base URL that its relative references are of
   * @param inputs how to price, as Parameters in JSON
   * @param headers to send when it and its files are fetched, as JSON; null once they are
   */
  record Named(int number, String url, String base, String inputs, @Nullable String headers) {}

  /** Adds a submission. One of that name is an error. */
  void add(String job, Name name) {
    sql.update(
        "INSERT INTO PRICE_UNITS_SUBMISSION (JOB_ID, DIGEST, SUBMISSION_ID) VALUES (?, ?, ?)",
        job,
        name.digest(),
        name.id());
  }

  /** Returns the id of the job, which may be expired. */
  Optional<String> job(Name name) {
    return sql
        .queryForList(
            "SELECT JOB_ID FROM PRICE_UNITS_SUBMISSION WHERE DIGEST = ?",
            String.class,
            name.digest())
        .stream()
        .findFirst();
  }

  /** Returns the id that the submitter gave a job; empty for a job that is no submission. */
  Optional<String> id(String job) {
    return sql
        .queryForList(
            "SELECT SUBMISSION_ID FROM PRICE_UNITS_SUBMISSION WHERE JOB_ID = ?", String.class, job)
        .stream()
        .findFirst();
  }

  /** Adds a manifest after the others. The caller holds the job's row. */
  void add(String job, String url, String base, String inputs, String headers) {
    Integer last =
        sql.queryForObject(
            "SELECT MAX(SEQ) FROM PRICE_UNITS_SUBMISSION_MANIFEST WHERE JOB_ID = ?",
            Integer.class,
            job);
    sql.update(
        "INSERT INTO PRICE_UNITS_SUBMISSION_MANIFEST (JOB_ID, SEQ, URL, FHIR_BASE, INPUTS, HEADERS)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        job,
        last == null ? 1 : last + 1,
        url,
        base,
        inputs,
        headers);
  }

  /** Returns the manifests in the order in which they were named. */
  List<Named> manifests(String job) {
    return sql.query(
        "SELECT SEQ, URL, FHIR_BASE, INPUTS, HEADERS FROM PRICE_UNITS_SUBMISSION_MANIFEST WHERE"
            + " JOB_ID = ? ORDER BY SEQ",
        (row, n) ->
            new Named(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5)),
        job);
  }

  void remove(String job, int manifest) {
    sql.update(
        "DELETE FROM PRICE_UNITS_SUBMISSION_MANIFEST WHERE JOB_ID = ? AND SEQ = ?", job, manifest);
  }

  /** Forgets the headers, which may be secrets, once they are not needed any more. */
  void forgetHeaders(String job) {
    sql.update("UPDATE PRICE_UNITS_SUBMISSION_MANIFEST SET HEADERS = NULL WHERE JOB_ID = ?", job);
  }
}
