package org.priceunits.server;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
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
      await().atMost(Duration.ofSeconds(10)).until(() -> lookup(other) == 200);
      one.fhir().delete("/CodeSystem/shapes").then().statusCode(200);
      await().atMost(Duration.ofSeconds(10)).until(() -> lookup(other) != 200);
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
