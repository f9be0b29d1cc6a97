package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the procedure of the operations page: a backup written while the server runs, restored by
 * unpacking.
 */
class BackupIT {
  private static final String PATIENT = "{\"resourceType\": \"Patient\", \"id\": \"%s\"}";

  @Test
  void whatWasStoredBeforeTheBackupIsRestored(@TempDir Path directory) throws Exception {
    Path zip;
    try (RunningServer server =
        RunningServer.start(
            TestDatabase.h2(directory.resolve("lost")),
            "--price-units.backup.to=" + directory.resolve("backups"))) {
      put(server, "before");
      zip = server.bean(H2Backup.class).write();
      put(server, "after");
    }
    unpack(zip, Files.createDirectories(directory.resolve("restored")));
    try (RunningServer server =
        RunningServer.start(TestDatabase.h2(directory.resolve("restored")))) {
      server.fhir().get("/Patient/before").then().statusCode(200);
      server.fhir().get("/Patient/after").then().statusCode(404);
      server
          .fhir()
          .queryParam("system", "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets")
          .queryParam("code", "J9010")
          .get("/CodeSystem/$lookup")
          .then()
          .statusCode(200);
    }
  }

  @Test
  void oneIsWrittenAtTheStartAndOneAfterEachIntervalAndAStopLeavesNoHalfOne(@TempDir Path directory)
      throws IOException {
    Path backups = Files.createDirectories(directory.resolve("backups"));
    Files.writeString(backups.resolve("price-units.part"), "of a server that was killed");
    try (RunningServer server =
        RunningServer.start(
            TestDatabase.h2(directory.resolve("running")),
            "--price-units.backup.to=" + backups,
            "--price-units.backup.every=1500ms")) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> names(backups).stream().filter(name -> name.endsWith(".zip")).count() >= 2);
      put(server, "still-answered");
    }
    assertThat(names(backups)).allMatch(name -> name.endsWith(".zip"));
    List<String> before = names(backups);
    try (RunningServer again =
        RunningServer.start(
            TestDatabase.h2(directory.resolve("running")),
            "--price-units.backup.to=" + backups,
            "--price-units.backup.every=1h")) {
      put(again, "soon-after");
    }
    assertThat(names(backups)).isEqualTo(before);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void put(RunningServer server, String id) {
    server.fhir().body(PATIENT.formatted(id)).put("/Patient/" + id).then().statusCode(201);
  }

  private static void unpack(Path zip, Path folder) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : file.stream().toList()) {
        try (InputStream content = file.getInputStream(entry)) {
          Files.copy(content, folder.resolve(entry.getName()));
        }
      }
    }
  }
}
