package org.priceunits.server;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Lets a pool of connections to an H2 file take them from a {@link ReopenedFile}. */
final class ReopenedFiles implements DestructionAwareBeanPostProcessor {

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool) {
      DatabaseFile.of(pool.getJdbcUrl())
          .ifPresent(
              file ->
                  pool.setDataSource(
                      new ReopenedFile(
                          file,
                          new DriverManagerDataSource(
                              pool.getJdbcUrl(), pool.getUsername(), pool.getPassword()))));
    }
    return bean;
  }

  @Override
  public boolean requiresDestruction(Object bean) {
    return bean instanceof HikariDataSource;
  }

  /** The pool closes its own connections before or after; the file is free when the last ends. */
  @Override
  public void postProcessBeforeDestruction(Object bean, String name) {
    if (bean instanceof HikariDataSource pool
        && pool.getDataSource() instanceof ReopenedFile file) {
      try {
        file.close();
      } catch (SQLException e) {
        // A database that closed itself has nothing left to close.
        return;
      }
    }
  }
}
