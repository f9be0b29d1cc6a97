package org.priceunits.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that a job belongs to the client that asked for it, and reads and writes as that client.
 */
class JobsOfClientsIT {
  private static final String CALL = "/MedicationAdministration/$price-units";

  private static SecuredServer server;

  @BeforeAll
  static void start() {
    server = new SecuredServer("--price-units.bulk.submit.addresses=https://files.example.org/ehr");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static Response ask(String who, String query) {
    return server
        .as(who)
        .urlEncodingEnabled(false)
        .header("Prefer", "respond-async")
        .post(CALL + "?" + query);
  }

  private static String jobOf(String who, String query) {
    String location = ask(who, query).then().statusCode(202).extract().header("Content-Location");
    return location.substring(location.indexOf("/fhir/") + "/fhir".length());
  }

  private static Response complete(String who, String job) {
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> server.as(who).urlEncodingEnabled(false).get(job),
            answer -> answer.statusCode() != 202);
  }

  @Test
  void anotherClientsJobIsNotThere() {
    String job = jobOf("ehr-a", "criteria=status%3Dcompleted");
    complete("ehr-a", job).then().statusCode(200).body("requiresAccessToken", equalTo(true));
    for (String other : new String[] {"ehr-b", "tester"}) {
      server.as(other).urlEncodingEnabled(false).get(job).then().statusCode(404);
      server.as(other).urlEncodingEnabled(false).get(job + "/Claim.ndjson").then().statusCode(404);
      server.as(other).urlEncodingEnabled(false).delete(job).then().statusCode(404);
    }
    server.as("nobody").urlEncodingEnabled(false).get(job).then().statusCode(401);
    server.as("payer").urlEncodingEnabled(false).get(job).then().statusCode(403);
    server.as("ehr-a").urlEncodingEnabled(false).get(job).then().statusCode(200);
  }

  @Test
  void theCriteriaFindWhatTheClientMayRead() {
    String job = jobOf("ehr-a", "criteria=status%3Dcompleted");
    complete("ehr-a", job).then().statusCode(200);
    server
        .as("ehr-a")
        .urlEncodingEnabled(false)
        .get(job + "/OperationOutcome.ndjson")
        .then()
        .statusCode(200)
        .body(not(containsString("-b\"")));
  }

  @Test
  void anotherClientsAdministrationIsNotFound() {
    String location =
        server
            .as("ehr-a")
            .header("Prefer", "respond-async")
            .body(
                """
                {"resourceType": "Parameters", "parameter": [
                 {"name": "administrationReference", "valueReference": {"reference": "MedicationAdministration/m-b"}}]}
                """)
            .post(CALL)
            .then()
            .statusCode(202)
            .extract()
            .header("Content-Location");
    String job = location.substring(location.indexOf("/$price-units-job/"));
    complete("ehr-a", job).then().statusCode(200).body("output.size()", equalTo(0));
    server
        .as("ehr-a")
        .urlEncodingEnabled(false)
        .get(job + "/OperationOutcome.ndjson")
        .then()
        .body(containsString("The administration m-b is not here"));
  }

  @Test
  void theStartTheDownloadAndTheEndOfAJobAreAudited() {
    String job = jobOf("ehr-a", "criteria=status%3Dcompleted");
    complete("ehr-a", job).then().statusCode(200);
    server
        .as("ehr-a")
        .urlEncodingEnabled(false)
        .get(job + "/OperationOutcome.ndjson")
        .then()
        .statusCode(200);
    server.as("ehr-a").urlEncodingEnabled(false).delete(job).then().statusCode(202);
    String audited =
        server.as("tester").get("/AuditEvent?_count=200&_sort=-_lastUpdated").asString();
    assertThat(audited)
        .contains("\"$price-units\"")
        .contains("GET /fhir" + job + "/OperationOutcome.ndjson")
        .contains("DELETE /fhir" + job);
  }

  private static Response submit(String who, String operation, String further) {
    return server
        .as(who)
        .body(
            """
            {"resourceType": "Parameters", "parameter": [
             {"name": "submitter", "valueIdentifier": {"system": "urn:s", "value": "s"}},
             {"name": "submissionId", "valueString": "night"}%s]}
            """
                .formatted(further))
        .post("/" + operation);
  }

  @Test
  void twoClientsMayNameTheirSubmissionsAlikeAndSeeTheirOwn() {
    String open =
        ", {\"name\": \"submissionStatus\", \"valueCoding\": {\"code\": \"in-progress\"}}";
    submit("ehr-b", "$bulk-submit-status", "").then().statusCode(404);
    submit("ehr-a", "$bulk-submit", open).then().statusCode(200);
    submit("ehr-b", "$bulk-submit-status", "").then().statusCode(404);
    submit("ehr-b", "$bulk-submit", open).then().statusCode(200);
    String ofA = submit("ehr-a", "$bulk-submit-status", "").header("Content-Location");
    String ofB = submit("ehr-b", "$bulk-submit-status", "").header("Content-Location");
    assertThat(ofA).isNotEqualTo(ofB);
    String job = ofA.substring(ofA.indexOf("/$price-units-job/"));
    server.as("ehr-b").urlEncodingEnabled(false).get(job).then().statusCode(404);
    server.as("ehr-a").urlEncodingEnabled(false).get(job).then().statusCode(202);
    submit("payer", "$bulk-submit", open).then().statusCode(403);
    submit("payer", "$bulk-submit-status", "").then().statusCode(403);
    submit("nobody", "$bulk-submit", open).then().statusCode(401);
    String stores =
        """
        , {"name": "manifestUrl", "valueUrl": "https://files.example.org/ehr/m"},
          {"name": "fhirBaseUrl", "valueUrl": "https://ehr.example.org"},
          {"name": "import", "part": [{"name": "parameterUrl",
            "valueUri": "https://price-units.github.io/fhir/OperationDefinition/MedicationAdministration-price-units#store"},
            {"name": "parameterValue", "valueString": "true"}]}\
        """;
    submit("administrations", "$bulk-submit", stores).then().statusCode(403);
    submit("ehr-a", "$bulk-submit", stores).then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, criteria=status%3Dcompleted, 401",
    "payer, criteria=status%3Dcompleted, 403",
    "no-search, criteria=status%3Dcompleted, 403",
    "administrations, criteria=status%3Dcompleted&store=true, 403",
    "ehr-b, criteria=status%3Dcompleted&store=true, 202"
  })
  void aJobNeedsTheRightsOfWhatItDoes(String who, String query, int status) {
    ask(who, query).then().statusCode(status);
  }
}
