package org.priceunits.server;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerIT {
  private static final String ADMINISTRATION =
      """
      {"resourceType": "MedicationAdministration", "id": "lonely", "status": "completed",
       "medicationReference": {"reference": "Medication/not-here"},
       "subject": {"reference": "Patient/not-here"},
       "context": {"reference": "Encounter/not-here"},
       "effectiveDateTime": "2012-03-02T10:00:00-05:00"}
      """;

  private final RunningServer server = RunningServer.shared();

  @ParameterizedTest
  @ValueSource(strings = {"liveness", "readiness"})
  void isUp(String probe) {
    get(server.root() + "/actuator/health/" + probe)
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator", "/actuator/env", "/actuator/beans", "/actuator/heapdump"})
  void showsNoOtherActuatorEndpoint(String path) {
    get(server.root() + path).then().statusCode(404);
  }

  @Test
  void capabilityStatementNamesTheServedTypesOnly() {
    server
        .fhirUntyped()
        .get("/metadata")
        .then()
        .statusCode(200)
        .body("rest[0].resource.type", hasItem("MedicationAdministration"))
        .body("rest[0].resource.type", not(hasItem("Account")));
  }

  @Test
  void administrationAloneIsStoredAlthoughNothingItRefersToIsHere() {
    server
        .fhir()
        .body(ADMINISTRATION)
        .put("/MedicationAdministration/lonely")
        .then()
        .statusCode(201);
    server
        .fhir()
        .get("/MedicationAdministration/lonely")
        .then()
        .statusCode(200)
        .body("subject.reference", equalTo("Patient/not-here"));
  }

  @Test
  void unknownTypeIsRefusedWithoutStackTrace() {
    server
        .fhir()
        .get("/Account/1")
        .then()
        .statusCode(404)
        .body("resourceType", equalTo("OperationOutcome"))
        .body(not(containsString("at ca.uhn")));
  }

  @Test
  void searchPagesAreLinked() {
    server
        .fhir()
        .queryParam("_count", 2)
        .get("/ValueSet")
        .then()
        .statusCode(200)
        .body("entry.size()", equalTo(2))
        .body("link.relation", hasItem("next"));
  }

  @Test
  void aPageIsNoLongerThanTheServerAllows() {
    server
        .fhir()
        .get("/ChargeItemDefinition?_count=100000")
        .then()
        .statusCode(200)
        .body("entry.size()", lessThanOrEqualTo(1000));
  }

  @Test
  void theCapabilityStatementNamesOperationsProfilesAndSearchParameters() {
    server
        .fhirUntyped()
        .get("/metadata")
        .then()
        .body(
            "rest[0].resource.find { it.type == 'MedicationAdministration' }.operation.name",
            hasItem("price-units"))
        .body(
            "rest[0].resource.find { it.type == 'Claim' }.supportedProfile",
            hasItem("https://price-units.github.io/fhir/StructureDefinition/price-units-claim"))
        .body(
            "rest[0].resource.find { it.type == 'MedicationAdministration' }.searchParam.name",
            hasItems("part-of", "subject-reference"));
  }
}
