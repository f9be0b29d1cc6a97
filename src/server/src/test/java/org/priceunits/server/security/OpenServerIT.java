package org.priceunits.server.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.server.RunningServer;

/** Tests what applies without tokens too. */
class OpenServerIT {
  private final RunningServer server = RunningServer.shared();

  @Test
  void answersCarrySecurityHeadersAndNoBanner() {
    server
        .fhirUntyped()
        .get("/Patient")
        .then()
        .statusCode(200)
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("X-Frame-Options", equalTo("DENY"))
        .header("Referrer-Policy", equalTo("no-referrer"))
        .header("Content-Security-Policy", equalTo("default-src 'none'; frame-ancestors 'none'"))
        .header("X-Powered-By", nullValue())
        .header("Server", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "Forwarded"})
  void metersAreNotReadThroughABalancer(String header) {
    given()
        .header(header, "for=192.0.2.7")
        .get(server.root() + "/actuator/prometheus")
        .then()
        .statusCode(401)
        .body("resourceType", equalTo("OperationOutcome"))
        .body("issue[0].diagnostics", containsString("own machine"));
    given()
        .header(header, "for=192.0.2.7")
        .get(server.root() + "/actuator/health/readiness")
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/app.js", "/ig/index.html", "/fhir/swagger-ui/"})
  void pagesMayLoadTheirOwnScriptsAndNobodyElses(String page) {
    given()
        .get(server.root() + page)
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("default-src 'self'"));
  }

  @Test
  void aResourceIsValidatedAgainstOurProfiles() {
    String claim = "https://price-units.github.io/fhir/StructureDefinition/price-units-claim";
    server
        .fhir()
        .queryParam("profile", claim)
        .body("{\"resourceType\": \"Claim\", \"status\": \"draft\"}")
        .post("/Claim/$validate")
        .then()
        .body("resourceType", equalTo("OperationOutcome"))
        .body("issue.diagnostics.flatten()", hasItem(containsString("minimum required = 1")));
  }

  @Test
  void noBrowserApplicationOfAnotherOriginIsLetIn() {
    server
        .fhirUntyped()
        .header("Origin", "https://elsewhere.example.org")
        .get("/Patient")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
  }

  @Test
  void aFitRequestIdComesBackInHeaderAndOutcome() {
    server
        .fhirUntyped()
        .header("X-Request-Id", "abcd-1234")
        .get("/Patient/none")
        .then()
        .statusCode(404)
        .header("X-Request-Id", equalTo("abcd-1234"))
        .body("id", equalTo("abcd-1234"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "with space in it", "<script>alert(1)</script>"})
  void anUnfitRequestIdIsReplaced(String id) {
    server
        .fhirUntyped()
        .header("X-Request-Id", id)
        .get("/Patient/none")
        .then()
        .header("X-Request-Id", matchesPattern("[0-9a-f]{32}"))
        .body("id", matchesPattern("[0-9a-f]{32}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/$expunge",
        "/$mark-all-resources-for-reindexing",
        "/$get-resource-counts",
        "/Patient/p/$expunge",
        "/Patient/p/$meta-delete"
      })
  void operationsThatAreNotServedAreRefused(String path) {
    server
        .fhir()
        .body("{\"resourceType\": \"Parameters\"}")
        .post(path)
        .then()
        .statusCode(403)
        .body("resourceType", equalTo("OperationOutcome"));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /AuditEvent, 405, The server alone writes AuditEvents",
    "PUT, /AuditEvent/forged, 405, The server alone writes AuditEvents",
    "DELETE, /AuditEvent/forged, 405, The server alone writes AuditEvents",
    "DELETE, /AuditEvent?action=R, 405, The server alone writes AuditEvents",
    "GET, /AuditEvent, 200, Bundle",
    "DELETE, /SearchParameter/Claim-priced-administration-once, 403, billed once",
    "DELETE, /SearchParameter?code=priced-administration-once, 403, billed once",
    "DELETE, /SearchParameter/ChargeItemDefinition-code, 403, billed once"
  })
  void whatNobodyMayChangeIsKeptWithoutTokensToo(
      String method, String path, int status, String told) {
    RequestSpecification request = server.fhir().urlEncodingEnabled(false);
    if (method.startsWith("P")) {
      request.body(Bodies.named("audit-event"));
    }
    request.request(method, path).then().statusCode(status).body(containsString(told));
  }

  @Test
  void writesOfAuditEventsAreNotOffered() {
    server
        .fhirUntyped()
        .get("/metadata")
        .then()
        .statusCode(200)
        .body(
            "rest[0].resource.find { it.type == 'AuditEvent' }.interaction.code",
            everyItem(oneOf("read", "vread", "search-type", "history-instance", "history-type")));
  }

  @Test
  void aMalformedAddressIsRefusedAsFhir() {
    given()
        .urlEncodingEnabled(false)
        .get(server.root() + "/fhir/Patient;a=b")
        .then()
        .statusCode(400)
        .body("resourceType", equalTo("OperationOutcome"));
  }
}
