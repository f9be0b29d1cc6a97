package org.priceunits.server.knowledge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A lock that serializes nodes starting on one PostgreSQL at the same time: the first creates the
 * schema and loads the shipped resources, the others wait and then find both. It is a session lock
 * of the database, so a node that dies releases it. An H2 file is limited to one process anyway.
 */
public final class StartTurn implements AutoCloseable {
  /** Any number that no other application on the database uses. */
  private static final long LOCK = 5_009_010_202L;

  private final @Nullable Connection session;
  private String statementTimeout = "0";

  /** Waits for the lock. */
  public StartTurn(DataSource database) throws SQLException {
    Connection connection = database.getConnection();
    if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
      try (Statement statement = connection.createStatement()) {
        try (ResultSet setting = statement.executeQuery("SHOW statement_timeout")) {
          setting.next();
          statementTimeout = setting.getString(1);
        }
        // The wait takes as long as another node's start.
        statement.execute("SET statement_timeout = 0");
        statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
      }
      session = connection;
    } else {
      connection.close();
      session = null;
    }
  }

  /** Releases the lock; a second call does nothing. */
  @Override
  public void close() throws SQLException {
    if (session != null && !session.isClosed()) {
      try (Connection turn = session;
          Statement statement = turn.createStatement();
          PreparedStatement timeout =
              turn.prepareStatement("SELECT set_config('statement_timeout', ?, false)")) {
        statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
        timeout.setString(1, statementTimeout);
        timeout.execute();
      }
    }
  }
}
