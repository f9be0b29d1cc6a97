package org.priceunits.server.security;

import static org.hamcrest.Matchers.containsString;

import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that what one client stores does not stand in the way of another, nor show to it. */
class ClientsApartIT {
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

  @Test
  void aConditionalCreateOfOneClientIsNoMatchForAnother() {
    String patient =
        "{\"resourceType\": \"Patient\", \"identifier\": [{\"system\": \"urn:mrn\", \"value\": \"same\"}]}";
    for (int status : new int[] {201, 200}) {
      for (String client : new String[] {"ehr-a", "ehr-b"}) {
        server
            .as(client)
            .header("If-None-Exist", "identifier=urn:mrn|same")
            .body(patient)
            .post("/Patient")
            .then()
            .statusCode(status);
      }
    }
  }

  @Test
  void aCancelledClaimReleasesItsAdministrationForItsClient() {
    String claim =
        bill("ehr-a", "dose-2").post("/Claim").then().statusCode(201).extract().path("id");
    server
        .as("ehr-a")
        .body(
            claim("dose-2")
                .replace("draft", "cancelled")
                .replaceFirst("\\{", "{\"id\": \"" + claim + "\", "))
        .put("/Claim/" + claim)
        .then()
        .statusCode(200);
    bill("ehr-a", "dose-2").post("/Claim").then().statusCode(201);
  }

  private static RequestSpecification bill(String client, String dose) {
    return server.as(client).body(claim(dose));
  }

  private static String claim(String dose) {
    return """
        {"resourceType": "Claim", "status": "draft", "use": "claim", "created": "2012-03-03",
         "identifier": [{"system": "https://price-units.github.io/fhir/sid/priced-administration", "value": "%s"}],
         "type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/claim-type", "code": "professional"}]},
         "patient": {"display": "x"}, "provider": {"display": "x"}, "priority": {"text": "x"},
         "insurance": [{"sequence": 1, "focal": true, "coverage": {"display": "x"}}]}
        """
        .formatted(dose);
  }

  /** A chain without a type asks whatever a reference may point at. */
  @ParameterizedTest
  @CsvSource({
    "editor, /Provenance?target.outcome=0, 403",
    "editor, /Provenance?target.date=gt2020-01-01, 403",
    "editor, /Provenance?target:AuditEvent.outcome=0, 403",
    "editor, /Provenance?target:Patient.name=x, 200",
    "ehr-a, /MedicationAdministration?patient.name=x, 200",
    "tester, /Provenance?target:AuditEvent.outcome=0, 200"
  })
  void chainsTellNobodyElseOfAuditEvents(String who, String search, int status) {
    server.as(who).urlEncodingEnabled(false).get(search).then().statusCode(status);
  }

  @Test
  void conditionalReferencesTellNobodyElseOfAuditEvents() {
    String provenance =
        """
        {"resourceType": "Provenance", "recorded": "2026-01-01T00:00:00Z", "agent": [{"who": {"display": "x"}}],
         "target": [{"reference": "AuditEvent?outcome=0"}]}
        """;
    server
        .as("editor")
        .body(provenance)
        .post("/Provenance")
        .then()
        .statusCode(403)
        .body(containsString("seeing-all-partitions"));
    server
        .as("editor")
        .body(Bodies.bundle("transaction", Bodies.entry("POST", "Provenance", provenance)))
        .post("/")
        .then()
        .statusCode(403)
        .body(containsString("seeing-all-partitions"));
  }
}
