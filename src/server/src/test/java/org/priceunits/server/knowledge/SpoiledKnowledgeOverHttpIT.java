package org.priceunits.server.knowledge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Resource;
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

  @Test
  void thePolicyOfReferenceStaysInForce() {
    ChargeItemDefinition medicare = policy("policy-medicare", "policy-medicare", "medicare");
    medicare.getEffectivePeriod().setEndElement(new DateTimeType("2020-12-31"));
    server
        .fhir()
        .body(json(medicare))
        .put("/ChargeItemDefinition/policy-medicare")
        .then()
        .statusCode(422)
        .body("issue[0].expression", hasItem("ChargeItemDefinition.effectivePeriod"));
    ready();
  }

  /** Each of the two may be stored alone. */
  @Test
  void entriesOfOneTransactionAreCheckedTogether() {
    Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
    for (String id : List.of("spoiled-one", "spoiled-two")) {
      transaction
          .addEntry()
          .setResource(policy("policy-cigna", id, "spoiled"))
          .getRequest()
          .setMethod(HTTPVerb.PUT)
          .setUrl("ChargeItemDefinition/" + id);
    }
    server
        .fhir()
        .body(json(transaction))
        .post("/")
        .then()
        .statusCode(422)
        .body("issue[0].diagnostics", containsString("payer spoiled for the same days"));
    server.fhir().get("/ChargeItemDefinition/spoiled-one").then().statusCode(404);
    transaction.getEntry().remove(1);
    server.fhir().body(json(transaction)).post("/").then().statusCode(200);
    server.fhir().delete("/ChargeItemDefinition/spoiled-one").then().statusCode(200);
  }

  @Test
  void callersAtTheSameMomentAreCheckedOneAfterAnother() {
    List<CompletableFuture<Integer>> answers =
        IntStream.range(0, 4)
            .mapToObj(i -> "spoiled-at-once-" + i)
            .map(id -> policy("policy-cigna", id, "at-once"))
            .map(
                policy ->
                    CompletableFuture.supplyAsync(
                        () ->
                            server
                                .fhir()
                                .body(json(policy))
                                .put("/ChargeItemDefinition/" + policy.getIdElement().getIdPart())
                                .statusCode()))
            .toList();
    assertThat(answers.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(201, 422, 422, 422);
    for (int i = 0; i < answers.size(); i++) {
      server.fhir().delete("/ChargeItemDefinition/spoiled-at-once-" + i);
    }
  }

  /** Returns a shipped policy as one of another payer. */
  private ChargeItemDefinition policy(String shipped, String id, String payer) {
    ChargeItemDefinition policy =
        FhirContext.forR4Cached()
            .newJsonParser()
            .parseResource(
                ChargeItemDefinition.class,
                server.fhir().get("/ChargeItemDefinition/" + shipped).asString());
    policy.setId(id);
    ((CodeableConcept) policy.getUseContextFirstRep().getValue())
        .getCodingFirstRep()
        .setCode(payer);
    return policy;
  }

  private static String json(Resource resource) {
    return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
  }

  private void ready() {
    given().get(server.root() + "/actuator/health/readiness").then().statusCode(200);
  }
}
