package org.priceunits.server;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs slow statements with placeholders, never with the values, which may be a patient's.
 * Hibernate's own slow-query log omits the searches that HAPI builds as SQL.
 */
final class SlowQueries implements QueryExecutionListener {
  private static final Logger LOG = LoggerFactory.getLogger(SlowQueries.class);

  private final long millis;

  private SlowQueries(Duration slow) {
    this.millis = slow.toMillis();
  }

  /**
   * Wraps the database for Hibernate.
   *
   * @param slow minimum duration of a logged statement; zero logs none
   */
  static DataSource logged(DataSource database, Duration slow) {
    return slow.isZero()
        ? database
        : ProxyDataSourceBuilder.create(database).listener(new SlowQueries(slow)).build();
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    if (execution.getElapsedTime() >= millis) {
      LOG.warn(
          "Slow: {} ms{}: {}",
          execution.getElapsedTime(),
          execution.isSuccess() ? "" : " until it failed",
          queries.stream().map(QueryInfo::getQuery).distinct().collect(Collectors.joining("; ")));
    }
  }
}
