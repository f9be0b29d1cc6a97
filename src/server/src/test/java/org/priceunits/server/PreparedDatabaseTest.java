package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class PreparedDatabaseTest {
  @TempDir private Path folder;
  private Path prepared;
  private Path data;

  @BeforeEach
  void prepare() throws IOException {
    prepared = Files.writeString(folder.resolve("prepared.mv.db"), "tables and resources");
    data = folder.resolve("data/price-units.mv.db");
  }

  private void start(String urlOptions, String user, String password) {
    GenericApplicationContext context = new GenericApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "settings",
                Map.of(
                    PreparedDatabase.PROPERTY,
                    prepared.toString(),
                    "spring.datasource.url",
                    "jdbc:h2:file:" + folder.resolve("data/price-units") + urlOptions,
                    "spring.datasource.username",
                    user,
                    "spring.datasource.password",
                    password)));
    new PreparedDatabase().initialize(context);
  }

  @Test
  void aNewDatabaseIsACopyAndNothingElseIsLeftBesideIt() throws IOException {
    start("", "sa", "");

    assertThat(data).hasSameTextualContentAs(prepared);
    try (Stream<Path> files = Files.list(data.getParent())) {
      assertThat(files).containsExactly(data);
    }
  }

  @Test
  void dataThatExistAreLeftAlone() throws IOException {
    Files.createDirectories(data.getParent());
    Files.writeString(data, "claims");

    start("", "sa", "");

    assertThat(data).hasContent("claims");
  }

  @ParameterizedTest
  @CsvSource({
    "'', operator, ''",
    "'', sa, secret",
    ";CIPHER=AES, sa, ''",
    ";USER=operator, sa, ''"
  })
  void aDatabaseWithAnotherUserOrEncryptionIsMadeByTheStart(
      String options, String user, String password) {
    start(options, user, password);

    assertThat(data).doesNotExist();
  }

  @Test
  void aReleaseThatWasNotPreparedMakesItsDatabaseItself() throws IOException {
    Files.delete(prepared);

    start("", "sa", "");

    assertThat(data).doesNotExist();
  }
}
