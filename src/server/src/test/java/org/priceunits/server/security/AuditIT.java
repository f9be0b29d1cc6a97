package org.priceunits.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that each kind of request leaves the trail that the guide's security page promises. */
class AuditIT {
  private static SecuredServer server;

  @BeforeAll
  static void start() {
    server = new SecuredServer();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /**
   * The trail is a list of interaction, outcome (0 done, 4 refused) and patients, with the kind of
   * the resource where no patient is concerned. What a Bundle writes is one event of the Bundle.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "ehr-a; GET; /Patient/p-a; ; read 0 p-a",
        "ehr-a; GET; /Patient/p-a/_history/1; ; vread 0 p-a",
        "ehr-a; GET; /Patient?_id=p-a; ; search-type 0 p-a",
        "ehr-a; POST; /Patient; new-patient; create 0 new",
        "ehr-a; GET; /MedicationAdministration/m-a/$price-units?billingCode=J9010&payer=medicare; ;"
            + " operation 0 p-a",
        "ehr-a; PUT; /Patient/p-a; Patient/p-a; update 0 p-a", // as it is stored
        "ehr-a; POST; /; batch-update-a; transaction 0 p-a",
        "ehr-a; POST; /; transaction-update-a; transaction 0 p-a",
        "ehr-a; POST; /; batch-read-a; vread 0 p-a",
        "ehr-a; POST; /; batch-search-patients; search-type 0 p-a",
        "ehr-a; POST; /; batch-create; transaction 0 new",
        "ehr-a; POST; /; batch-price; operation 0 p-a",
        "ehr-a; POST; /; transaction-read-a; vread 0 p-a",
        "ehr-a; POST; /; transaction-create; transaction 0 new",
        "ehr-a; POST; /; transaction-price; operation 0 p-a",
        "nobody; GET; /Patient/p-a; ; operation 4 401",
        "expired; GET; /Patient/p-a; ; operation 4 401",
        "payer; GET; /Patient/p-a; ; operation 4 403",
        "payer; POST; /Patient; new-patient; operation 4 403",
        "payer; POST; /; batch-read-a; operation 4 403",
        "payer; POST; /; transaction-create; operation 4 403",
        "payer; GET; /MedicationAdministration/m-a/$price-units; ; operation 4 403",
        "ehr-a; GET; /Patient/p-a/$everything; ; operation 4 403",
        "ehr-a; POST; /CodeSystem; code-system; operation 4 403",
        "editor; GET; /AuditEvent; ; operation 4 403"
      })
  void eachRequestLeavesItsTrail(
      String who, String method, String path, String body, String trail) {
    Set<Object> before = all().stream().map(event -> event.get("id")).collect(Collectors.toSet());
    RequestSpecification request = server.as(who).urlEncodingEnabled(false);
    (body == null ? request : request.body(Bodies.named(body))).request(method, path);

    // Each look leaves a trail of its own.
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              List<Map<String, Object>> since =
                  all().stream().filter(event -> !before.contains(event.get("id"))).toList();
              assertThat(since.stream().map(AuditIT::line)).contains(trail);
              assertThat(since.toString()).doesNotContain("Planted");
            });
  }

  /** A pricing that is refused names no patient, but the record that was read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "GET; payer=nobody; 4 422",
        "batch; payer=nobody; 4 422",
        "transaction; payer=nobody; 4 422",
        "GET; payer=medicare&billingCode=J9010; 0 null",
        "batch; payer=medicare&billingCode=J9010; 0 null"
      })
  void aPricingNamesTheStoredRecordAlsoIfItIsRefused(String how, String query, String outcome) {
    Set<Object> before = all().stream().map(event -> event.get("id")).collect(Collectors.toSet());
    String call = "MedicationAdministration/m-a/$price-units?" + query;
    RequestSpecification request = server.as("ehr-a").urlEncodingEnabled(false);
    if (how.equals("GET")) {
      request.get("/" + call);
    } else {
      request.body(Bodies.bundle(how, Bodies.entry("GET", call, null))).post("/");
    }
    // Each look leaves a trail of its own.
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(
                        all().stream()
                            .filter(event -> !before.contains(event.get("id")))
                            .filter(event -> event.toString().contains("code=operation,"))
                            .filter(
                                event ->
                                    event
                                        .toString()
                                        .contains("reference=MedicationAdministration/m-a"))
                            .map(event -> event.get("outcome") + " " + event.get("outcomeDesc")))
                    .contains(outcome));
  }

  @Test
  void aJobLeavesTheTrailOfItsRequestAndOfItsPatients() {
    String job =
        server
            .as("ehr-a")
            .urlEncodingEnabled(false)
            .header("Prefer", "respond-async")
            .header("X-Request-Id", "of-the-job")
            .post("/MedicationAdministration/$price-units?criteria=status%3Dcompleted")
            .then()
            .statusCode(202)
            .extract()
            .header("Content-Location");
    String path = job.substring(job.indexOf("/fhir/") + "/fhir".length());
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofMinutes(1))
        .until(() -> server.as("ehr-a").get(path).statusCode() != 202);
    // Each look leaves a trail of its own.
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              assertThat(
                      all().stream()
                          .filter(event -> event.toString().contains("value=of-the-job}"))
                          .map(AuditIT::line))
                  .contains("operation 0 ");
              assertThat(
                      all().stream()
                          .filter(event -> event.toString().contains("ehr-a"))
                          .filter(event -> !event.toString().contains("XrequestId"))
                          .map(AuditIT::line))
                  .contains("operation 0 p-a");
            });
  }

  private static List<Map<String, Object>> all() {
    return server
        .as("tester")
        .urlEncodingEnabled(false)
        .get("/AuditEvent?_count=200&_sort=-_lastUpdated")
        .jsonPath()
        .getList("entry.resource");
  }

  private static String line(Map<String, Object> event) {
    JsonPath json = new JsonPath(new ObjectMapper().valueToTree(event).toString());
    String refused = json.getString("outcomeDesc");
    String concerned =
        refused != null
            ? refused
            : Stream.ofNullable(json.<List<String>>get("entity.what.reference"))
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .filter(reference -> reference.startsWith("Patient/"))
                .map(reference -> reference.substring("Patient/".length()))
                .map(patient -> patient.startsWith("p-") ? patient : "new")
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    return "%s %s %s"
        .formatted(json.getString("subtype[0].code"), json.getString("outcome"), concerned);
  }
}
