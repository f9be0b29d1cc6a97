package org.priceunits.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.server.RunningServer;
import org.priceunits.server.TestDatabase;

/** Tests that what one job brings does not stop the nodes, nor the work on the others. */
class HostileJobsIT {
  private static final String CALL = "/MedicationAdministration/$price-units";
  private static final String WILD = "1e99999999";

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            TestDatabase.newDatabase(),
            "--price-units.bulk.poll=100ms",
            "--price-units.bulk.heartbeat=100ms");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static String dose(String patient, String value) {
    return """
    {"resourceType":"MedicationAdministration","id":"%1$s","status":"completed",\
    "medicationCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/ndc","code":"58468020001"}]},"subject":{"reference":"Patient/%1$s"},\
    "effectiveDateTime":"2025-08-02","dosage":{"dose":{"value":%2$s,"system":"http://unitsofmeasure.org","code":"mg"}}}\
    """
        .formatted(patient, value);
  }

  private static Response ask(String type, String body) {
    return server
        .fhirUntyped()
        .header("Prefer", "respond-async")
        .contentType(type)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(CALL);
  }

  private static Response ended(String job) {
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> RestAssured.given().urlEncodingEnabled(false).get(job),
            answer -> answer.statusCode() != 202);
  }

  private static String started(String body) {
    return ask("application/x-ndjson", body)
        .then()
        .statusCode(202)
        .extract()
        .header("Content-Location");
  }

  @Test
  void aLineWithAWildNumberIsRefusedAndTheOthersArePriced() {
    JsonPath manifest =
        ended(
                started(
                    String.join(
                        "\n",
                        dose("before", "10"),
                        dose("wild", WILD),
                        "{\"resourceType\":\"Medication\",\"id\":\"m\",\"amount\":{\"numerator\":{\"value\":"
                            + WILD
                            + "}}}",
                        dose("quoted", '"' + WILD + '"'),
                        dose("after", "10"))))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(manifest.getInt("output[0].count")).isEqualTo(2);
    assertThat(file(manifest, "error")).contains("exponent of more than 2 digits", "dose-invalid");
  }

  /** Of a body in another charset, which its content type states, each record is the same. */
  @Test
  void aBodyIsReadInItsCharset() {
    String body =
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"administration\",\"resource\":%s}]}"
            .formatted(
                dose("charset", "10")
                    .replaceFirst(
                        "\\{",
                        "{\"identifier\":[{\"system\":\"urn:x\",\"value\":\"Jos\u00e9\"}],"));
    List<String> identifiers = new ArrayList<>();
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
      Response accepted =
          server
              .fhirUntyped()
              .header("Prefer", "respond-async")
              .contentType("application/fhir+json; charset=" + charset.name())
              .body(body.getBytes(charset))
              .post(CALL);
      JsonPath manifest =
          ended(accepted.then().statusCode(202).extract().header("Content-Location"))
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      identifiers.add(JsonPath.from(file(manifest, "output")).getString("identifier[0].value"));
    }
    assertThat(identifiers.get(1)).isNotBlank().isEqualTo(identifiers.get(0));
  }

  private static String file(JsonPath manifest, String list) {
    return RestAssured.given()
        .urlEncodingEnabled(false)
        .get(manifest.<String>get(list + "[0].url"))
        .asString();
  }

  @ParameterizedTest
  @CsvSource({"1e99999999, 422", "1e41, 422", "12, 202"})
  void aBodyInXmlIsHeldToTheBoundsOfACallAtOnce(String value, int status) {
    ask(
            "application/fhir+xml",
            """
            <MedicationAdministration xmlns="http://hl7.org/fhir"><id value="x"/><status value="completed"/>\
            <medicationCodeableConcept><text value="x"/></medicationCodeableConcept><subject><reference value="Patient/x"/></subject>\
            <effectiveDateTime value="2025-08-02"/><dosage><dose><value value="%s"/></dose></dosage></MedicationAdministration>\
            """
                .formatted(value))
        .then()
        .statusCode(status);
  }

  @ParameterizedTest
  @CsvSource({"1e99999999, 400", "'\"1e99999999\"', 422", "10, 202"})
  void aBodyInJsonIsHeldToTheBoundsOfACallAtOnce(String value, int status) {
    ask(
            "application/fhir+json",
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"administration\",\"resource\":%s}]}"
                .formatted(dose("json", value)))
        .then()
        .statusCode(status);
  }

  /** Its job was taken for lost: nothing had come for a quarter of an hour. */
  @Test
  void aBodyWhoseJobIsGoneIsToldSo() throws Exception {
    String head =
        "POST /fhir%s HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + "Prefer: respond-async\r\n"
            + "Content-Type: application/fhir+ndjson\r\n"
            + "Content-Length: %d\r\n\r\n";
    byte[] line = (dose("slow", "10") + "\n").getBytes(StandardCharsets.UTF_8);
    JobTables tables = server.bean(JobTables.class);
    try (Socket socket = new Socket("localhost", URI.create(server.root()).getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(head.formatted(CALL, 2 * line.length).getBytes(StandardCharsets.UTF_8));
      out.write(line);
      out.flush();
      await().until(() -> receiving(tables) == 1);
      tables.database().sql().update("DELETE FROM PRICE_UNITS_JOB WHERE STATUS = 'RECEIVING'");
      out.write(line);
      out.flush();
      byte[] answer = new byte[4096];
      int length = socket.getInputStream().read(answer);
      assertThat(new String(answer, 0, length, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 408");
    }
  }

  private static int receiving(JobTables tables) {
    Integer count =
        tables
            .database()
            .sql()
            .queryForObject(
                "SELECT COUNT(*) FROM PRICE_UNITS_JOB WHERE STATUS = 'RECEIVING'", Integer.class);
    return count == null ? 0 : count;
  }

  /** What kills its node each time would go through all nodes for ever. */
  @ParameterizedTest
  @CsvSource({"8, 200", "9, 500"})
  void aPartThatNodesDieOfEndsItsJob(int deaths, int status) {
    server.bean(JobScheduler.class).scheduler().pause();
    String job = started(dose("deaths" + deaths, "10"));
    String id = job.substring(job.lastIndexOf('/') + 1);
    server.bean(JobWork.class).prepare(id, () -> false);
    Timestamp before = Timestamp.from(Instant.now().minusSeconds(3600));
    server
        .bean(JobTables.class)
        .database()
        .sql()
        .update(
            "INSERT INTO PRICE_UNITS_TASK (TASK_NAME, TASK_INSTANCE, EXECUTION_TIME, PICKED,"
                + " PICKED_BY, LAST_HEARTBEAT, CONSECUTIVE_FAILURES, VERSION) VALUES"
                + " ('price-units-chunk', ?, ?, TRUE, 'dead', ?, ?, 1)",
            id + ":0",
            before,
            before,
            deaths);
    server.bean(JobScheduler.class).scheduler().resume();
    Response answer = ended(job);
    answer.then().statusCode(status);
    if (status == 500) {
      answer.then().body("issue[0].diagnostics", containsString("failed on a part of the job"));
    }
  }
}
