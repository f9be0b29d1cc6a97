package org.priceunits.server.bulk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.priceunits.server.RunningServer;
import org.priceunits.server.TestDatabase;

/** Tests the bounds of jobs, on a server with small ones. */
class JobsKeepTheirBoundsIT {
  private static final String CALL = "/MedicationAdministration/$price-units";

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            TestDatabase.newDatabase(),
            "--price-units.bulk.max-administrations=2",
            "--price-units.bulk.max-stored=2KB",
            "--price-units.bulk.max-stored-per-client=1KB",
            "--price-units.bulk.jobs-per-client=2",
            "--price-units.bulk.poll=100ms");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void removeJobs() {
    server.bean(JobScheduler.class).scheduler().resume();
    JobTables tables = server.bean(JobTables.class);
    tables.database().sql().update("DELETE FROM PRICE_UNITS_JOB");
  }

  private static String doses(int count, String patient) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                """
                {"resourceType":"MedicationAdministration","id":"%2$s%1$d","status":"completed",\
                "medicationCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/ndc","code":"58468020001"}]},"subject":{"reference":"Patient/%2$s%1$d"},\
                "effectiveDateTime":"2025-08-02","dosage":{"dose":{"value":10,"system":"http://unitsofmeasure.org","code":"mg"}}}\
                """
                    .formatted(i, patient))
        .collect(Collectors.joining("\n"));
  }

  private static Response ask(String body) {
    return server
        .fhirUntyped()
        .header("Prefer", "respond-async")
        .contentType(
            body.startsWith("{\"resourceType\":\"P")
                ? "application/fhir+json"
                : "application/x-ndjson")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(CALL);
  }

  private static Response ended(Response accepted) {
    String job = accepted.then().statusCode(202).extract().header("Content-Location");
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> RestAssured.given().urlEncodingEnabled(false).get(job),
            answer -> answer.statusCode() != 202);
  }

  private static String parameter(String name, String value) {
    return "{\"name\":\"%s\",%s}".formatted(name, value);
  }

  private static String parameters(String all) {
    return "{\"resourceType\":\"Parameters\",\"parameter\":[" + all + "]}";
  }

  @Test
  void moreStoredAdministrationsThanAJobMayPriceAreNotRead() {
    doses(3, "bound")
        .lines()
        .forEach(
            dose ->
                server
                    .fhir()
                    .body(dose)
                    .put(
                        "/MedicationAdministration/"
                            + dose.replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1"))
                    .then()
                    .statusCode(201));
    String criteria = parameter("criteria", "\"valueString\":\"status=completed\"");
    ended(ask(parameters(criteria)))
        .then()
        .statusCode(413)
        .body("issue[0].diagnostics", containsString("Narrow the criteria"));
    String references =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    parameter(
                        "administrationReference",
                        "\"valueReference\":{\"reference\":\"MedicationAdministration/bound"
                            + i
                            + "\"}"))
            .collect(Collectors.joining(","));
    ended(ask(parameters(references))).then().statusCode(413);
  }

  @Test
  void aClientHasSoManyJobsAtATime() {
    String one = ask(doses(1, "a")).then().statusCode(202).extract().header("Content-Location");
    ask(doses(1, "b")).then().statusCode(202);
    ask(doses(1, "c"))
        .then()
        .statusCode(429)
        .header("Retry-After", equalTo("60"))
        .body("issue[0].diagnostics", containsString("DELETE those"));
    RestAssured.given().urlEncodingEnabled(false).delete(one).then().statusCode(202);
    ask(doses(1, "c")).then().statusCode(202);
  }

  @Test
  void theDiskThatJobsTakeIsBounded() {
    ask(doses(40, "many"))
        .then()
        .statusCode(507)
        .body("issue[0].diagnostics", containsString("as much of the database as they may"));
    // Its records fit, its claims do not; once it has failed, others have room again.
    ended(ask(doses(3, "few"))).then().statusCode(507);
    ask(doses(1, "one")).then().statusCode(202);
  }

  /** Another client's jobs take the room, and give it back. */
  @Test
  void aChunkWaitsForRoomAndDoesNotEndItsJob() {
    server.bean(JobScheduler.class).scheduler().pause();
    String job = ask(doses(1, "waits")).then().statusCode(202).extract().header("Content-Location");
    String id = job.substring(job.lastIndexOf('/') + 1);
    server.bean(JobWork.class).prepare(id, () -> false);
    jobOf("greedy", 2_000);
    Jobs jobs = server.bean(JobTables.class).jobs();
    assertThatThrownBy(() -> jobs.checkRoom(id, Job.Status.PRICING, 100))
        .isInstanceOf(NotNowException.class);
    RestAssured.given().urlEncodingEnabled(false).get(job).then().statusCode(202);
    jobs.remove("greedy");
    assertThatCode(() -> jobs.checkRoom(id, Job.Status.PRICING, 100)).doesNotThrowAnyException();
  }

  @Test
  void aClientHasItsShareOfTheRoom() {
    jobOf("greedy", 1_100);
    JobRoom room = server.bean(JobRoom.class);
    assertThatThrownBy(() -> room.check("greedy"))
        .isInstanceOf(NotPossibleException.class)
        .hasMessageContaining("The jobs of the client hold");
    assertThatCode(() -> room.check("modest")).doesNotThrowAnyException();
    Jobs jobs = server.bean(JobTables.class).jobs();
    jobOf("modest", 10);
    assertThatThrownBy(() -> jobs.checkRoom("greedy", Job.Status.PRICING, 1))
        .isInstanceOf(NotPossibleException.class);
    assertThatCode(() -> jobs.checkRoom("modest", Job.Status.PRICING, 100))
        .doesNotThrowAnyException();
  }

  private static void jobOf(String client, int bytes) {
    JobTables tables = server.bean(JobTables.class);
    Instant now = Instant.now();
    tables
        .jobs()
        .add(
            new Job(
                client,
                client,
                Job.Status.PRICING,
                now,
                now,
                "",
                "",
                "{}",
                false,
                null,
                null,
                null));
    tables
        .database()
        .sql()
        .update("UPDATE PRICE_UNITS_JOB SET BYTES = ? WHERE ID = ?", bytes, client);
  }
}
