package org.priceunits.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Opens the file of an H2 database that closed itself only once the file can grow. H2 closes itself
 * when a write finds the disk full. Opened again on the full disk, it acknowledges commits that fit
 * into gaps of its file, and loses them with the next write that finds no room.
 */
final class ReopenedFile extends DelegatingDataSource implements AutoCloseable {
  /** Some hundred claims. */
  private static final int ROOM = 4 << 20;

  private final Path file;

  /** Is open as long as the database is: H2 answers nothing on a connection to a closed one. */
  private @Nullable Connection watch;

  private boolean opened;
  private boolean closed;

  /**
   * @param file of the database
   * @param connections opens it
   */
  ReopenedFile(Path file, DataSource connections) {
    super(connections);
    this.file = file;
  }

  @Override
  public Connection getConnection() throws SQLException {
    open();
    return super.getConnection();
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    open();
    return super.getConnection(username, password);
  }

  /**
   * Opens the database if it is not.
   *
   * @throws SQLException if its file cannot grow, or not be opened
   */
  private synchronized void open() throws SQLException {
    if (closed) {
      throw new SQLTransientConnectionException("The server is ending.");
    }
    if (isOpen()) {
      return;
    }
    if (opened) {
      checkRoom();
    }
    closeWatch();
    watch = super.getConnection();
    opened = true;
  }

  private boolean isOpen() {
    if (watch == null) {
      return false;
    }
    try (Statement statement = watch.createStatement()) {
      return statement.execute("SELECT 1");
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Writes behind the place where the database's file ends, in a file of its own: the disk may be
   * full, or the length of files limited.
   */
  private void checkRoom() throws SQLException {
    Path scratch = file.resolveSibling(file.getFileName() + ".room");
    try {
      try (RandomAccessFile room = new RandomAccessFile(scratch.toFile(), "rw")) {
        room.seek(Files.size(file));
        room.write(new byte[ROOM]);
        room.getFD().sync();
      } finally {
        Files.deleteIfExists(scratch);
      }
    } catch (IOException e) {
      throw new SQLTransientConnectionException(
          "The database stays closed until its disk has room.", e);
    }
  }

  /** Closes what keeps the database open; no connection is given from now on. */
  @Override
  public synchronized void close() {
    closed = true;
    closeWatch();
  }

  private void closeWatch() {
    try {
      if (watch != null) {
        watch.close();
      }
    } catch (SQLException e) {
      // A database that closed itself has nothing left to close.
      watch = null;
    }
  }
}
