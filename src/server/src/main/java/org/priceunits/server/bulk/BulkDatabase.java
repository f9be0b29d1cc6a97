package org.priceunits.server.bulk;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database of the jobs: plain statements, in transactions that HAPI's know nothing of.
 *
 * @param sql runs statements, in the transaction of the thread if there is one
 * @param transactions begins one
 */
record BulkDatabase(JdbcTemplate sql, TransactionTemplate transactions) {
  static BulkDatabase on(DataSource database) {
    return new BulkDatabase(
        new JdbcTemplate(database), new TransactionTemplate(new JdbcTransactionManager(database)));
  }
}
