package org.priceunits.server;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two servers on one PostgreSQL; a file of H2 belongs to one process. */
@EnabledIfSystemProperty(named = "price-units.it.database", matches = "postgres")
class OtherNodesIT {
  private static final String SYSTEM = "https://example.org/shapes";
  private static final String SHAPES =
      """
      {"resourceType": "CodeSystem", "id": "shapes", "url": "https://example.org/shapes", "version": "1",
       "status": "active", "content": "complete", "concept": [{"code": "round", "display": "Round"}]}""";

  @Test
  void whatOneNodeChangesTheOtherAnswersWithinSeconds() {
    List<String> database = TestDatabase.newDatabase();
    try (RunningServer one = RunningServer.start(database);
        RunningServer other = RunningServer.start(database, "--price-units.schema-action=none")) {
      one.fhir().body(SHAPES).put("/CodeSystem/shapes").then().statusCode(201);
      await().atMost(Duration.ofSeconds(5)).until(() -> lookup(other) == 200);
      one.fhir().delete("/CodeSystem/shapes").then().statusCode(200);
      await().atMost(Duration.ofSeconds(5)).until(() -> lookup(other) != 200);
    }
  }

  /** The second waits for the first, and finds the schema and what is shipped. */
  @Test
  void nodesThatStartAtOnceOnAnEmptyDatabaseTakeTurns() throws Exception {
    List<String> database = TestDatabase.newDatabase();
    CompletableFuture<RunningServer> one =
        CompletableFuture.supplyAsync(() -> RunningServer.start(database));
    try (RunningServer other = RunningServer.start(database);
        RunningServer first = one.get(5, TimeUnit.MINUTES)) {
      for (RunningServer node : List.of(first, other)) {
        node.fhir()
            .get(
                "/CodeSystem?_summary=count&url=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets")
            .then()
            .statusCode(200)
            .body("total", equalTo(1));
      }
    }
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
