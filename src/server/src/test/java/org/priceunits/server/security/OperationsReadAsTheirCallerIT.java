package org.priceunits.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that an operation reads for its own purposes only what its caller may read. */
class OperationsReadAsTheirCallerIT {
  private static final String DOSE =
      """
      {"resourceType": "MedicationAdministration", "id": "own-dose", "status": "completed",
       "medicationCodeableConcept": {"text": "alemtuzumab"}, "subject": {"reference": "Patient/own"},
       "effectiveDateTime": "2025-05-14T09:30:00-05:00",
       "dosage": {"dose": {"value": 10, "system": "http://unitsofmeasure.org", "code": "mg"}},
       "extension": [{"url": "https://price-units.github.io/fhir/StructureDefinition/container-used", "extension": [
         {"url": "size", "valueQuantity": {"value": 17, "system": "http://unitsofmeasure.org", "code": "mg"}},
         {"url": "count", "valuePositiveInt": 1}, {"url": "kind", "valueCode": "single-dose"}]}]}
      """;
  private static final String WASTE =
      """
      {"resourceType": "MedicationAdministration", "id": "%s", "status": "not-done",
       "statusReason": [{"coding": [{"system": "https://price-units.github.io/fhir/CodeSystem/waste-reason",
         "code": "drug-discarded"}]}], "partOf": [{"reference": "MedicationAdministration/own-dose"}],
       "medicationCodeableConcept": {"text": "alemtuzumab"}, "subject": {"reference": "Patient/own"},
       "effectiveDateTime": "2025-05-14T09:30:00-05:00",
       "dosage": {"dose": {"value": %d, "system": "http://unitsofmeasure.org", "code": "mg"}}}
      """;

  private static SecuredServer server;

  @BeforeAll
  static void start() {
    server = new SecuredServer();
    store("ehr-a", "own-dose", DOSE);
    store("ehr-a", "own-waste-a", WASTE.formatted("own-waste-a", 2));
    store("ehr-b", "own-waste-b", WASTE.formatted("own-waste-b", 5));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static void store(String who, String id, String body) {
    server.as(who).body(body).put("/MedicationAdministration/" + id).then().statusCode(201);
  }

  /**
   * The discard record of another client is in its own partition, and may be of another dose with
   * the same id; a caller who sees all partitions gets that of the dose's client.
   */
  @ParameterizedTest
  @CsvSource({"ehr-a, '', 2", "ehr-a, &_offset=1, 2", "tester, '', 2", "tester, &_count=1, 2"})
  void theWasteIsThatOfTheCaller(String who, String page, int wasted) {
    String path = "MedicationAdministration/own-dose/$price-units?billingCode=J0202" + page;
    JsonPath direct =
        server
            .as(who)
            .urlEncodingEnabled(false)
            .get("/" + path)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    String batch =
        """
        {"resourceType": "Bundle", "type": "batch", "entry": [{"request": {"method": "GET", "url": "%s"}}]}
        """
            .formatted(path);
    JsonPath entry =
        server.as(who).body(batch).post("/").then().statusCode(200).extract().jsonPath();

    String lines =
        "parameter.findAll { it.name == 'claim' }.resource.item.flatten().quantity.value";
    assertThat(direct.<List<Integer>>get(lines)).containsExactly(10, wasted);
    assertThat(entry.<List<Integer>>get("entry[0].resource." + lines)).containsExactly(10, wasted);
  }

  @ParameterizedTest
  @CsvSource({"ehr-b, 404", "payer, 403", "patients, 403", "nobody, 401"})
  void whoMayNotReadPricesNothing(String who, int status) {
    server
        .as(who)
        .get("/MedicationAdministration/own-dose/$price-units?billingCode=J0202")
        .then()
        .statusCode(status);
  }
}
