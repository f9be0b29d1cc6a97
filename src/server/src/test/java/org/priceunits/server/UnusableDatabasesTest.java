package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.SQLExceptionOverride.Override;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

/** Tests that a database that cannot be used is reported in a sentence that says what to do. */
class UnusableDatabasesTest {
  private static final String URL = "jdbc:h2:file:";

  @TempDir private Path folder;

  @Test
  void aFileOfAnotherKindIsReported() throws IOException {
    Files.writeString(file(), "This is no database. ".repeat(1_000));

    assertThat(analysis(failure("sa")).getDescription()).contains("damaged");
  }

  @Test
  void anotherUserIsReported() throws SQLException {
    try (Connection made = DriverManager.getConnection(URL + folder.resolve("db"), "sa", "")) {
      assertThat(made.isValid(1)).isTrue();
    }

    assertThat(analysis(failure("other")).getDescription()).contains("user or the password");
  }

  @Test
  void anEmptyFileIsRefusedAndNoFileIsANewDatabase() throws IOException {
    start();
    Files.createFile(file());

    assertThatThrownBy(this::start)
        .isInstanceOf(UnusableDatabaseException.class)
        .satisfies(refused -> assertThat(analysis(refused).getAction()).contains("backup"));
  }

  @Test
  void onlyAConnectionOfAClosedDatabaseLeavesThePool() {
    ClosedDatabase pool = new ClosedDatabase();

    assertThat(pool.adjudicate(new SQLException("closed", "90098", 90098)))
        .isEqualTo(Override.MUST_EVICT);
    assertThat(pool.adjudicate(new SQLException("duplicate", "23505", 23505)))
        .isEqualTo(Override.CONTINUE_EVICT);
    assertThat(ClosedDatabase.failedWithin(Long.MAX_VALUE)).isTrue();
    assertThat(ClosedDatabase.failedWithin(0)).isFalse();
  }

  private Path file() {
    return folder.resolve("db.mv.db");
  }

  private SQLException failure(String user) {
    return catchThrowableOfType(
        () -> DriverManager.getConnection(URL + folder.resolve("db"), user, ""),
        SQLException.class);
  }

  private void start() {
    GenericApplicationContext context = new GenericApplicationContext();
    context.setEnvironment(
        new MockEnvironment()
            .withProperty("spring.datasource.url", URL + folder.resolve("db") + ";X=Y"));
    new DatabaseFile().initialize(context);
  }

  private static FailureAnalysis analysis(Throwable failure) {
    FailureAnalysis analysis =
        new DatabaseAnalyzer().analyze(new IllegalStateException("start", failure));
    assertThat(analysis).isNotNull();
    return analysis;
  }
}
