package org.priceunits.server;

import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnowledgeOverHttpIT {
  private static final String SYSTEM = "https://example.org/colours";

  private final RunningServer server = RunningServer.shared();

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void hostedCodeIsKnownUnderBothFormsOfTheSystem(String scheme) {
    lookup(scheme + "://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J9010").statusCode(200);
  }

  @Test
  void readRightAfterAWriteSeesIt() {
    putColours("first", "red", "Red").statusCode(201);
    lookup(SYSTEM, "red").statusCode(200).body(display(), equalTo("Red"));
    putColours("first", "red", "Crimson").statusCode(200);
    lookup(SYSTEM, "red").statusCode(200).body(display(), equalTo("Crimson"));
    server.fhir().delete("/CodeSystem/colours-first").then().statusCode(200);
    lookup(SYSTEM, "red").statusCode(422);
    putColours("first", "red", "Scarlet").statusCode(201);
    lookup(SYSTEM, "red").statusCode(200).body(display(), equalTo("Scarlet"));
    server.fhir().delete("/CodeSystem/colours-first").then().statusCode(200);
  }

  @Test
  void failedTransactionChangesNothing() {
    String bundle =
        """
        {"resourceType": "Bundle", "type": "transaction", "entry": [
          {"resource": %s, "request": {"method": "PUT", "url": "CodeSystem/colours-second"}},
          {"resource": {"resourceType": "Patient", "id": "p"}, "request": {"method": "PUT", "url": "Patient?identifier=|"}}]}
        """
            .formatted(colours("second", "blue", "Blue"));
    server.fhir().body(bundle).post("/").then().statusCode(400);
    lookup(SYSTEM + "/second", "blue").statusCode(422);
  }

  private ValidatableResponse putColours(String id, String code, String display) {
    return server.fhir().body(colours(id, code, display)).put("/CodeSystem/colours-" + id).then();
  }

  private static String colours(String id, String code, String display) {
    return """
        {"resourceType": "CodeSystem", "id": "colours-%s", "url": "%s", "version": "1", "status": "active",
         "name": "Colours", "content": "complete", "caseSensitive": true,
         "concept": [{"code": "%s", "display": "%s"}]}
        """
        .formatted(
            id,
            id.equals("first") ? SYSTEM : SYSTEM + "/" + id.toLowerCase(Locale.ROOT),
            code,
            display);
  }

  private ValidatableResponse lookup(String system, String code) {
    return server
        .fhir()
        .queryParam("system", system)
        .queryParam("code", code)
        .get("/CodeSystem/$lookup")
        .then();
  }

  private static String display() {
    return "parameter.find { it.name == 'display' }.valueString";
  }
}
