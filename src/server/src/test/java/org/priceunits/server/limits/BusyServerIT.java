package org.priceunits.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.priceunits.server.RunningServer;
import org.priceunits.server.TestDatabase;

/** Tests a server with tight limits per client, as an operator may set them. */
class BusyServerIT {
  private static final int PER_SECOND = 5;

  /** Seconds of work, in a body shorter than the limit. */
  private static final int MANY = 40_000;

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            TestDatabase.newDatabase(),
            "--price-units.limits.requests-per-second=" + PER_SECOND,
            "--price-units.limits.administrations=" + MANY,
            "--price-units.limits.request-time=2s");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void requestsOfOneClientInASecondAreBounded() {
    List<Response> answers =
        IntStream.range(0, 10 * PER_SECOND)
            .mapToObj(i -> server.fhir().get("/Patient/of-nobody"))
            .toList();
    assertThat(answers).extracting(Response::statusCode).contains(404, 429).containsOnly(404, 429);
    answers.stream()
        .filter(answer -> answer.statusCode() == 429)
        .forEach(
            answer ->
                answer
                    .then()
                    .header("Retry-After", equalTo("1"))
                    .body("issue[0].code", equalTo("throttled")));
  }

  @Test
  void aPricingThatTakesTooLongIsEnded() {
    String many = many();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> server.fhir().body(many).post("/MedicationAdministration/$price-units"),
            answer -> answer.statusCode() != 429)
        .then()
        .statusCode(503)
        .body("issue[0].code", equalTo("timeout"))
        .body("issue[0].diagnostics", containsString("was ended"));
  }

  private static String many() {
    return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[%s]}"
        .formatted(
            IntStream.range(0, MANY)
                .mapToObj(BusyServerIT::entry)
                .collect(Collectors.joining(",")));
  }

  private static String entry(int patient) {
    return """
        {"resource":{"resourceType":"MedicationAdministration","status":"completed","subject":{"reference":"Patient/p%d"},\
        "medicationCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/ndc","code":"58468020001"}]},\
        "effectiveDateTime":"2025-08-02","dosage":{"dose":{"value":12,"system":"http://unitsofmeasure.org","code":"mg"}}}}"""
        .formatted(patient);
  }
}
