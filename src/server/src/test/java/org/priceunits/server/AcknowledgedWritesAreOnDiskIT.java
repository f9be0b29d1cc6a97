package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that H2's file contains what was answered 201. The file is copied while the server runs,
 * which is what a killed process leaves behind; {@code bench/faults/kill.sh} kills a real one.
 */
class AcknowledgedWritesAreOnDiskIT {
  private static final int WRITES = 5;

  @Test
  void aCopyOfTheFileHasEveryAcknowledgedResource(@TempDir Path directory) throws Exception {
    Path copy = directory.resolve("left-behind.mv.db");
    try (RunningServer server = RunningServer.start(TestDatabase.h2(directory))) {
      for (int i = 0; i < WRITES; i++) {
        server
            .fhir()
            .body("{\"resourceType\": \"Patient\", \"id\": \"kept-%d\"}".formatted(i))
            .put("/Patient/kept-" + i)
            .then()
            .statusCode(201);
      }
      Files.copy(directory.resolve("price-units.mv.db"), copy);
    }
    assertThat(patients(directory.resolve("left-behind"))).isEqualTo(WRITES);
  }

  private static int patients(Path file) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + file.toAbsolutePath(), "sa", "");
        ResultSet found =
            connection
                .createStatement()
                .executeQuery("SELECT COUNT(*) FROM HFJ_RESOURCE WHERE FHIR_ID LIKE 'kept-%'")) {
      found.next();
      return found.getInt(1);
    }
  }
}
