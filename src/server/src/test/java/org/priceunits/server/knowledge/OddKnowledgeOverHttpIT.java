package org.priceunits.server.knowledge;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.server.RunningServer;
import org.priceunits.server.TestDatabase;
import org.priceunits.terminology.Odd;

/** Tests that no resource, however odd, keeps the others from being seen. */
class OddKnowledgeOverHttpIT {
  private static final String COLOURS =
      """
      {"resourceType": "CodeSystem", "id": "odd-colours", "url": "http://example.org/odd-colours", "version": "1",
       "status": "active", "content": "complete", "concept": [{"code": "red", "display": "%s"}]}
      """;

  @ParameterizedTest
  @MethodSource("org.priceunits.terminology.Odd#resources")
  void whatCannotBeReadIsNotStored(String said, String json) {
    RunningServer server = RunningServer.shared();
    String address = address(json);
    server
        .fhir()
        .body(json)
        .put(address)
        .then()
        .statusCode(422)
        .body("issue[0].diagnostics", containsString(said));
    server.fhir().get(address).then().statusCode(404);
  }

  /** An earlier release stored what this one refuses. */
  @Test
  void whatIsStoredAlreadyIsLeftOutAndSaid() {
    List<String> database = TestDatabase.newDatabase();
    try (RunningServer first = RunningServer.start(database)) {
      Odd.resources().forEach(odd -> store(first, odd[1]));
      othersAreSeen(first, "Red", 201);
    }
    try (RunningServer second = RunningServer.start(database)) {
      othersAreSeen(second, "Crimson", 200);
    }
  }

  private static void othersAreSeen(RunningServer server, String display, int status) {
    server
        .fhir()
        .body(COLOURS.formatted(display))
        .put("/CodeSystem/odd-colours")
        .then()
        .statusCode(status);
    server
        .fhir()
        .get("/CodeSystem/$lookup?system=http://example.org/odd-colours&code=red")
        .then()
        .statusCode(200)
        .body("parameter.find { it.name == 'display' }.valueString", equalTo(display));
    given()
        .get(server.root() + "/actuator/health")
        .then()
        .statusCode(200)
        .body("components.knowledge.details.leftOutCount", equalTo((int) Odd.resources().count()))
        .body("components.knowledge.details.leftOut.toString()", containsString("odd-word"));
  }

  private static void store(RunningServer server, String json) {
    IBaseResource odd = FhirContext.forR4Cached().newJsonParser().parseResource(json);
    IFhirResourceDao<IBaseResource> dao =
        server.bean(DaoRegistry.class).getResourceDao(odd.fhirType());
    dao.update(odd, new SystemRequestDetails());
  }

  private static String address(String json) {
    IBaseResource odd = FhirContext.forR4Cached().newJsonParser().parseResource(json);
    return "/" + odd.fhirType() + "/" + odd.getIdElement().getIdPart();
  }
}
