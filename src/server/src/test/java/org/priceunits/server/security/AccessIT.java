package org.priceunits.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.cli.PriceUnitsCommand;
import org.priceunits.server.settings.ServerProperties;

/**
 * Tests access by a table: a caller, a request, the status, and what the answer reveals or does not
 * reveal.
 */
class AccessIT {
  private static final String OFFICE = "of-the-office-";

  private static SecuredServer server;

  @BeforeAll
  static void start() {
    server = new SecuredServer();
    for (int i = 1; i <= 2; i++) {
      server
          .as("tester")
          .body(Bodies.named("Patient/p-a").replace("p-a", OFFICE + i).replace("d-a", "d-office"))
          .put("/Patient/" + OFFICE + i)
          .then()
          .statusCode(201);
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /**
   * @param told text that the answer contains or, with a leading {@code !}, does not contain; may
   *     be empty
   */
  @ParameterizedTest(name = "{0}: {1} {2} {3} is {4} {5}")
  @CsvFileSource(resources = "access.csv", delimiter = ';', numLinesToSkip = 1)
  void table(String who, String method, String path, String body, int status, String told) {
    RequestSpecification request = server.as(who).urlEncodingEnabled(false);
    if (method.equals("PATCH")) {
      request.contentType("application/json-patch+json");
    }
    if (body != null) {
      request.body(Bodies.named(body));
    }
    ValidatableResponse answer = request.request(method, path).then().log().ifValidationFails();
    answer.statusCode(status);
    if (told != null) {
      answer.body(
          told.startsWith("!") ? not(containsString(told.substring(1))) : containsString(told));
    }
    if (status == 401 || status == 403) {
      answer.body("resourceType", equalTo("OperationOutcome"));
    }
    if (status == 401) {
      answer.header("WWW-Authenticate", containsString("Bearer"));
    }
    answer.header("X-Request-Id", notNullValue());
  }

  @Test
  void aPageOfAnotherClientsSearchIsNotShown() {
    server.as("ehr-a").body(Bodies.named("new-patient")).post("/Patient").then().statusCode(201);
    String next =
        server
            .as("ehr-a")
            .get("/Patient?_count=1")
            .then()
            .statusCode(200)
            .extract()
            .path("link.find { it.relation == 'next' }.url");
    String page = next.substring(next.indexOf("?"));
    server.as("ehr-a").urlEncodingEnabled(false).get(page).then().statusCode(200);
    assertThat(server.as("ehr-b").urlEncodingEnabled(false).get(page).asString())
        .doesNotContain("\"Patient\"");
    server.as("administrations").urlEncodingEnabled(false).get(page).then().statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({"stranger", "ehr-a"})
  void aPageOfTheOfficesSearchIsNotShownToOthers(String who) {
    String next =
        server
            .as("tester")
            .get("/Patient?family=Planted-office&_count=1")
            .then()
            .statusCode(200)
            .extract()
            .path("link.find { it.relation == 'next' }.url");
    String page = next.substring(next.indexOf("?"));
    assertThat(server.as("tester").urlEncodingEnabled(false).get(page).asString())
        .contains("Planted-office");
    assertThat(server.as(who).urlEncodingEnabled(false).get(page).asString())
        .doesNotContain("Planted-office");
  }

  @Test
  void filesAreLoadedWithTheTokenOfAKnowledgeEditorOnly(@TempDir Path folder) throws IOException {
    Path ceilings =
        Files.writeString(
            folder.resolve("mue.csv"),
            "hcpcs,mue_value,mai,rationale,service,effective\nJ0202,12,3,x,practitioner,2026-10-01\n");
    Path token = Files.writeString(folder.resolve("token"), server.token("editor") + "\n");
    Path ordinary = Files.writeString(folder.resolve("ordinary"), server.token("tester") + "\n");
    String base = server.running().root() + ServerProperties.FHIR_BASE;

    assertThat(load("--to", base, "--mue", ceilings.toString())).contains("HTTP 401");
    assertThat(
            load("--to", base, "--token-file", ordinary.toString(), "--mue", ceilings.toString()))
        .contains("HTTP 403", "price-units.security.knowledge-editors");
    assertThat(load("--to", base, "--token-file", token.toString(), "--mue", ceilings.toString()))
        .contains("unit ceilings: 1", "2 resources written");
  }

  private static String load(String... arguments) {
    StringWriter said = new StringWriter();
    PriceUnitsCommand.commandLine()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(said, true))
        .execute(Stream.concat(Stream.of("load"), Stream.of(arguments)).toArray(String[]::new));
    return said.toString();
  }

  @Test
  void aStoredAuditEventIsNeitherShownToOthersNorDeleted() {
    server.as("ehr-a").get("/Patient/p-a").then().statusCode(200);
    await().atMost(Duration.ofSeconds(30)).until(() -> !auditEvent().isEmpty());
    String event = auditEvent();

    server.as("tester").get("/AuditEvent/" + event).then().statusCode(200);
    server.as("editor").get("/AuditEvent/" + event).then().statusCode(403);
    server.as("tester").delete("/AuditEvent/" + event).then().statusCode(405);
    server
        .as("tester")
        .body(Bodies.deletion("batch", "AuditEvent/" + event))
        .post("/")
        .then()
        .statusCode(200)
        .body("entry[0].response.status", containsString("405"));
    server
        .as("tester")
        .body(Bodies.deletion("transaction", "AuditEvent?_id=" + event))
        .post("/")
        .then()
        .statusCode(405);
    server.as("tester").get("/AuditEvent/" + event).then().statusCode(200);
  }

  private static String auditEvent() {
    List<String> ids =
        server.as("tester").get("/AuditEvent?_count=1").jsonPath().getList("entry.resource.id");
    return ids == null || ids.isEmpty() ? "" : ids.get(0);
  }

  @Test
  void aPageOfAuditEventsIsShownToNobodyElse() {
    await().atMost(Duration.ofSeconds(30)).until(() -> auditPage() != null);
    String page = auditPage();
    server.as("tester").urlEncodingEnabled(false).get(page).then().statusCode(200);
    server.as("editor").urlEncodingEnabled(false).get(page).then().statusCode(403);
  }

  private static String auditPage() {
    String next =
        server
            .as("tester")
            .get("/AuditEvent?_count=1")
            .path("link.find { it.relation == 'next' }?.url");
    return next == null ? null : next.substring(next.indexOf("?"));
  }

  @Test
  void readsWritesPricingsAndRefusalsAreAudited() {
    server.as("ehr-a").get("/Patient/p-a").then().statusCode(200);
    server.as("ehr-a").get("/Patient?birthdate=1970-01-01").then().statusCode(200);
    server.as("payer").get("/Patient/p-a").then().statusCode(403);
    server.as("nobody").get("/Patient/p-a").then().statusCode(401);
    server.as("biller-a").get("/Patient/p-a").then().statusCode(200);
    server
        .as("ehr-a")
        .body(Bodies.named("administration"))
        .post("/MedicationAdministration/$price-units?billingCode=J9010")
        .then()
        .statusCode(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(events("subtype=read"))
                  .contains("Patient/p-a", "ehr-a", "Practitioner/biller-7");
              assertThat(events("subtype=update")).contains("Patient/p-b", "ehr-b");
              assertThat(events("subtype=search-type")).contains("Patient/p-a", "GET");
              assertThat(events("subtype=operation&outcome=0")).contains("Patient/p-a", "$price");
              assertThat(events("subtype=operation&outcome=4")).contains("401", "403", "payer");
            });
    assertThat(events("_sort=-date"))
        .doesNotContain("Planted", "1970-01-01", "alemtuzumab", "urn:mrn");
  }

  /** A call comes from elsewhere if a load balancer's header says so. */
  @ParameterizedTest
  @CsvSource({"nobody, , 200", "nobody, 192.0.2.7, 401", "payer, 192.0.2.7, 200"})
  void metersNeedATokenFromElsewhere(String who, String from, int status) {
    RequestSpecification request = server.as(who).baseUri(server.running().root());
    if (from != null) {
      request.header("X-Forwarded-For", from);
    }
    request.get("/actuator/prometheus").then().statusCode(status);
  }

  private static String events(String query) {
    return server
        .as("tester")
        .urlEncodingEnabled(false)
        .get("/AuditEvent?_count=500&" + query)
        .asString()
        // The answer repeats the query.
        .replace(query, "");
  }
}
