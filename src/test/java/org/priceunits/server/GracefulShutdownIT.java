package org.priceunits.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Readiness drops first, requests are still answered, and those under way end. */
class GracefulShutdownIT {
  private static final String ENTRY =
      """
      {"resource": {"resourceType": "MedicationAdministration", "status": "completed",
        "identifier": [{"system": "urn:shutdown", "value": "%d"}], "subject": {"reference": "Patient/p%1$d"},
        "medicationCodeableConcept": {"coding": [{"system": "http://hl7.org/fhir/sid/ndc", "code": "58468020001"}]},
        "effectiveDateTime": "2025-08-02T10:00:00-05:00",
        "dosage": {"dose": {"value": 12, "system": "http://unitsofmeasure.org", "code": "mg"}}}}""";

  @Test
  void aServerThatIsToldToStopFinishesWhatItBegan() throws Exception {
    RunningServer server =
        RunningServer.start(TestDatabase.newDatabase(), "--price-units.drain=3s");
    try {
      assertThat(readiness(server)).isEqualTo(200);
      CompletableFuture<Integer> underWay =
          CompletableFuture.supplyAsync(
              () ->
                  server
                      .fhir()
                      .body(manyAdministrations())
                      .post("/MedicationAdministration/$price-units")
                      .statusCode());
      CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);

      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofSeconds(3))
          .until(() -> readiness(server) == 503);
      assertThat(server.fhir().get("/metadata").statusCode()).isEqualTo(200);
      assertThat(underWay.get(1, TimeUnit.MINUTES)).isEqualTo(200);
      stopping.get(1, TimeUnit.MINUTES);
    } finally {
      server.close();
    }
  }

  private static int readiness(RunningServer server) {
    return given().get(server.root() + "/actuator/health/readiness").statusCode();
  }

  private static String manyAdministrations() {
    return IntStream.range(0, 3_000)
        .mapToObj(ENTRY::formatted)
        .collect(
            Collectors.joining(
                ",",
                "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [",
                "]}"));
  }
}
