package org.priceunits.server.bulk;

import java.util.List;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;

/** What jobs read and write, in pieces of some megabytes, compressed. */
final class Pieces {
  /** From this number on, a piece of the input was made by {@link Preparation}. */
  static final int PREPARED = 1_000_000;

  private final JdbcTemplate sql;

  Pieces(BulkDatabase database) {
    this.sql = database.sql();
  }

  /** What a piece holds. */
  enum Kind {
    /** Records of patients. */
    INPUT,
    /** Records without a patient whose administration is still to be found. */
    WAITING,
    CLAIM,
    CHARGE_ITEM,
    OUTCOME
  }

  /**
   * A piece.
   *
   * @param part part of the input, or number of the chunk
   * @param sequence order among the pieces of its kind and part
   * @param size bytes before compression
   * @param content gzip
   */
  record Piece(Kind kind, int part, int sequence, long size, int administrations, byte[] content) {}

  /**
   * The input of one part.
   *
   * @param size bytes before compression
   */
  record Part(int number, long size, int administrations) {}

  /** Writes pieces. One that is there already is an error. */
  void add(String job, List<Piece> pieces) {
    sql.batchUpdate(
        "INSERT INTO PRICE_UNITS_JOB_PIECE (JOB_ID, KIND, PART, SEQ, SIZE_BYTES, ADMINISTRATIONS,"
            + " CONTENT) VALUES (?, ?, ?, ?, ?, ?, ?)",
        pieces.stream()
            .map(
                p ->
                    new Object[] {
                      job,
                      p.kind().name(),
                      p.part(),
                      p.sequence(),
                      p.size(),
                      p.administrations(),
                      p.content()
                    })
            .toList());
  }

  /** Returns the numbers of the pieces of a part, in their order. */
  List<Integer> sequences(String job, Kind kind, int part) {
    return sql.queryForList(
        "SELECT SEQ FROM PRICE_UNITS_JOB_PIECE WHERE JOB_ID = ? AND KIND = ? AND PART = ? ORDER BY"
            + " SEQ",
        Integer.class,
        job,
        kind.name(),
        part);
  }

  /** Returns a piece, as gzip; an error if the job is gone. */
  byte[] content(String job, Kind kind, int part, int sequence) {
    byte[] content =
        DataAccessUtils.singleResult(
            sql.query(
                "SELECT CONTENT FROM PRICE_UNITS_JOB_PIECE WHERE JOB_ID = ? AND KIND = ? AND PART ="
                    + " ? AND SEQ = ?",
                (row, n) -> row.getBytes(1),
                job,
                kind.name(),
                part,
                sequence));
    if (content == null) {
      throw new JobGoneException("The job is cancelled.");
    }
    return content;
  }

  /** Returns the parts of the input, in their order. */
  List<Part> parts(String job) {
    return sql.query(
        "SELECT PART, SUM(SIZE_BYTES), SUM(ADMINISTRATIONS) FROM PRICE_UNITS_JOB_PIECE WHERE JOB_ID"
            + " = ? AND KIND = ? GROUP BY PART ORDER BY PART",
        (row, n) -> new Part(row.getInt(1), row.getLong(2), row.getInt(3)),
        job,
        Kind.INPUT.name());
  }

  /** Removes what an earlier attempt to prepare the job made. */
  void removePrepared(String job) {
    sql.update(
        "DELETE FROM PRICE_UNITS_JOB_PIECE WHERE JOB_ID = ? AND KIND IN (?, ?) AND SEQ >= ?",
        job,
        Kind.INPUT.name(),
        Kind.WAITING.name(),
        PREPARED);
  }

  /** Removes the input and output of a job that has failed. */
  void removeAll(String job) {
    sql.update("DELETE FROM PRICE_UNITS_JOB_PIECE WHERE JOB_ID = ?", job);
    sql.update("DELETE FROM PRICE_UNITS_JOB_SHARED WHERE JOB_ID = ?", job);
  }

  /** Removes the input of a job. Returns false if there was none. */
  boolean removeInput(String job) {
    int removed =
        sql.update(
            "DELETE FROM PRICE_UNITS_JOB_PIECE WHERE JOB_ID = ? AND KIND IN (?, ?)",
            job,
            Kind.INPUT.name(),
            Kind.WAITING.name());
    sql.update("DELETE FROM PRICE_UNITS_JOB_SHARED WHERE JOB_ID = ?", job);
    return removed > 0;
  }
}
