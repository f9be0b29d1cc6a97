package org.priceunits.server.knowledge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that start on one PostgreSQL at the same moment take turns: the first makes the schema and
 * loads what is shipped, the others wait and then find both. The turn is a lock of the database's
 * session, so a node that dies gives it up. A file of H2 admits one process anyway.
 */
public final class StartTurn implements AutoCloseable {
  /** Any number that no other application on the database uses. */
  private static final long LOCK = 5_009_010_202L;

  private final @Nullable Connection session;
  private String statementTimeout = "0";

  /** Waits for the turn. */
  public StartTurn(DataSource database) throws SQLException {
    Connection connection = database.getConnection();
    if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
      try (Statement statement = connection.createStatement()) {
        try (ResultSet setting = statement.executeQuery("SHOW statement_timeout")) {
          setting.next();
          statementTimeout = setting.getString(1);
        }
        // The wait lasts as long as another node's start.
        statement.execute("SET statement_timeout = 0");
        statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
      }
      session = connection;
    } else {
      connection.close();
      session = null;
    }
  }

  /** Ends the turn; a second call does nothing. */
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
