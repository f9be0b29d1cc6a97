package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tests that an H2 file that closed itself is opened again only where it can grow. */
class ReopenedFileTest {
  @TempDir private Path folder;
  private Path noRoom;
  private ReopenedFile database;

  @BeforeEach
  void open() {
    DriverManagerDataSource connections =
        new DriverManagerDataSource("jdbc:h2:file:" + folder.resolve("p"), "sa", "");
    // A folder in the place of the scratch file is a disk without room.
    noRoom = folder.resolve("p.mv.db.room");
    database = new ReopenedFile(folder.resolve("p.mv.db"), connections);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aDatabaseThatIsOpenNeedsNoRoomForAConnection() throws SQLException, IOException {
    Files.createDirectories(noRoom.resolve("full"));
    try (Connection first = database.getConnection();
        Connection second = database.getConnection("sa", "")) {
      run(first, "CREATE TABLE claim (id INT)");
      run(second, "INSERT INTO claim VALUES (1)");
    }
  }

  @Test
  void oneThatClosedItselfStaysClosedUntilItsFileCanGrow() throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      run(connection, "CREATE TABLE claim (id INT)");
      run(connection, "SHUTDOWN IMMEDIATELY");
    }
    Files.createDirectories(noRoom.resolve("full"));
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(database::getConnection)
          .isInstanceOf(SQLTransientConnectionException.class)
          .hasMessageContaining("until its disk has room");
    }
    Files.delete(noRoom.resolve("full"));
    Files.delete(noRoom);
    try (Connection connection = database.getConnection()) {
      run(connection, "INSERT INTO claim VALUES (1)");
    }
    assertThat(noRoom).doesNotExist();
  }

  @Test
  void nothingIsOpenOnceAllIsClosed() throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      run(connection, "CREATE TABLE claim (id INT)");
    }
    database.close();
    assertThatThrownBy(database::getConnection).hasMessageContaining("is ending");
    try (FileChannel file = FileChannel.open(folder.resolve("p.mv.db"), StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      assertThat(lock).isNotNull();
    }
  }
}
