package org.priceunits.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Runs two servers on one PostgreSQL; an H2 file belongs to one process. */
@EnabledIfSystemProperty(named = "price-units.it.database", matches = "postgres")
class OtherNodesIT {
  private static final String SYSTEM = "https://example.org/shapes";
  private static final String SHAPES =
      """
      {"resourceType": "CodeSystem", "id": "shapes", "url": "https://example.org/shapes", "version": "1",
       "status": "active", "content": "complete", "concept": [{"code": "round", "display": "Round"}]}""";

  private static final Pattern ROOT = Pattern.compile("FHIR R4 at (\\S+)/fhir");

  @Test
  void whatOneNodeChangesTheOtherAnswersWithinSeconds() {
    List<String> database = TestDatabase.newDatabase();
    try (RunningServer one = RunningServer.start(database);
        RunningServer other = RunningServer.start(database, "--price-units.schema-action=none")) {
      one.fhir().body(SHAPES).put("/CodeSystem/shapes").then().statusCode(201);
      await().atMost(Duration.ofSeconds(15)).until(() -> lookup(other) == 200);
      one.fhir().delete("/CodeSystem/shapes").then().statusCode(200);
      await().atMost(Duration.ofSeconds(15)).until(() -> lookup(other) != 200);
    }
  }

  /**
   * The second waits for the first, and finds the schema and the shipped resources. One of them is
   * a process of its own: Spring Boot can set up only one logging system at a time in a JVM.
   */
  @Test
  void nodesThatStartAtOnceOnAnEmptyDatabaseTakeTurns(@TempDir Path folder) throws Exception {
    List<String> database = TestDatabase.emptyDatabase();
    Path log = folder.resolve("log");
    Process process = startProcess(database, log);
    try (RunningServer one = RunningServer.start(database)) {
      String other =
          await()
              .atMost(Duration.ofMinutes(5))
              .until(() -> saidRoot(process, log), Optional::isPresent)
              .orElseThrow();
      for (String root : List.of(one.root(), other)) {
        given()
            .get(
                root
                    + "/fhir/CodeSystem?_summary=count&url=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets")
            .then()
            .statusCode(200)
            .body("total", equalTo(1));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Process startProcess(List<String> arguments, Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--server.port=0"));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Returns the URL that the log names once the server answers. */
  private static Optional<String> saidRoot(Process process, Path log) throws IOException {
    String said = Files.readString(log);
    assertThat(process.isAlive()).as(said).isTrue();
    return ROOT.matcher(said).results().map(match -> match.group(1)).findFirst();
  }

  private static int lookup(RunningServer server) {
    return server
        .fhir()
        .queryParam("system", SYSTEM)
        .queryParam("code", "round")
        .get("/CodeSystem/$lookup")
        .statusCode();
  }
}
