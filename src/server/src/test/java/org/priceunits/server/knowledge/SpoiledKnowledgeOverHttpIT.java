package org.priceunits.server.knowledge;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.server.RunningServer;

/** Tests that no ordinary write takes everybody's prices away. */
class SpoiledKnowledgeOverHttpIT {
  private static final String FEE =
      """
      {"resourceType": "ChargeItemDefinition", "id": "%s", "url": "http://example.org/fee", "version": "1",
       "status": "%s", "date": "2026-01-02", "effectivePeriod": {"start": "2026-01-01", "end": "2026-01-31"},
       "code": {"coding": [{"system": "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "code": "J9271"}]},
       "propertyGroup": [{"priceComponent": [{"type": "base",
         "code": {"coding": [{"system": "https://price-units.github.io/fhir/CodeSystem/price-basis", "code": "charge"}]},
         "amount": {"value": %s, "currency": "USD"}}]}]}
      """;

  private final RunningServer server = RunningServer.shared();

  @Test
  void aPartOfTheCodesIsNoList() {
    String codes =
        """
        {"resourceType": "CodeSystem", "id": "hcpcs", "status": "active", "content": "complete", "version": "2099",
         "url": "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "concept": [{"code": "J9010"}]}
        """;
    server
        .fhir()
        .body(codes)
        .put("/CodeSystem/hcpcs")
        .then()
        .statusCode(422)
        .body("issue[0].expression", hasItem("CodeSystem.concept"));
    server
        .fhir()
        .body(codes.replace("\"id\": \"hcpcs\", ", ""))
        .post("/CodeSystem")
        .then()
        .statusCode(422)
        .body("issue[0].expression", hasItem("CodeSystem.url"));
    ready();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CodeSystem/hcpcs",
        "CodeSystem/place-of-service",
        "ChargeItemDefinition/policy-medicare"
      })
  void whatEveryPriceNeedsIsNotDeleted(String address) {
    server
        .fhir()
        .delete("/" + address)
        .then()
        .statusCode(409)
        .body("issue[0].diagnostics", containsString("PUT"));
    ready();
  }

  @Test
  void whatIsSeldomMeantIsStoredWithAWarning() {
    server
        .fhir()
        .body(FEE.formatted("spoiled-first", "active", "50"))
        .put("/ChargeItemDefinition/spoiled-first")
        .then()
        .statusCode(201)
        .header("Warning", nullValue());
    server
        .fhir()
        .header("Prefer", "return=OperationOutcome")
        .body(FEE.formatted("spoiled-second", "active", "5000"))
        .put("/ChargeItemDefinition/spoiled-second")
        .then()
        .statusCode(201)
        .header("Warning", containsString("decimal point"))
        .body("issue.findAll { it.severity == 'warning' }.size()", equalTo(1));
    given()
        .get(server.root() + "/actuator/health")
        .then()
        .statusCode(200)
        .body("components.knowledge.details.warnings.toString()", containsString("J9271"));
    for (String id : new String[] {"spoiled-first", "spoiled-second"}) {
      server.fhir().delete("/ChargeItemDefinition/" + id).then().statusCode(200);
    }
    ready();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "999999999999"})
  void aPriceThatNobodyAsksIsRefused(String usd) {
    server
        .fhir()
        .body(FEE.formatted("spoiled-third", "active", usd))
        .put("/ChargeItemDefinition/spoiled-third")
        .then()
        .statusCode(422);
  }

  private void ready() {
    given().get(server.root() + "/actuator/health/readiness").then().statusCode(200);
  }
}
