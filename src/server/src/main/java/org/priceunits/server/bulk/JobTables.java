package org.priceunits.server.bulk;

/** The tables of the jobs together. */
record JobTables(
    BulkDatabase database,
    Jobs jobs,
    Submissions submissions,
    Pieces pieces,
    SharedRows shared,
    Chunks chunks) {

  static JobTables on(BulkDatabase database, Jobs jobs) {
    return new JobTables(
        database,
        jobs,
        new Submissions(database),
        new Pieces(database),
        new SharedRows(database),
        new Chunks(database));
  }

  /** Runs statements that all hold or none. */
  void together(Runnable statements) {
    database.transactions().executeWithoutResult(status -> statements.run());
  }
}
