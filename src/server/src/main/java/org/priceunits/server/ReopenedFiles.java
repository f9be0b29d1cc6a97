package org.priceunits.server;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Lets a pool of connections to an H2 file take them from a {@link ReopenedFile}. */
final class ReopenedFiles implements DestructionAwareBeanPostProcessor {

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool) {
      DatabaseFile.of(pool.getJdbcUrl())
          .ifPresent(file -> pool.setDataSource(new ReopenedFile(file, connections(pool))));
    }
    return bean;
  }

  private static DriverManagerDataSource connections(HikariDataSource pool) {
    DriverManagerDataSource connections =
        new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
    connections.setConnectionProperties(pool.getDataSourceProperties());
    return connections;
  }

  @Override
  public boolean requiresDestruction(Object bean) {
    return bean instanceof HikariDataSource;
  }

  @Override
  public void postProcessBeforeDestruction(Object bean, String name) {
    if (bean instanceof HikariDataSource pool
        && pool.getDataSource() instanceof ReopenedFile file) {
      file.close();
    }
  }
}
