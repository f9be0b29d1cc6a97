package org.priceunits.server;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import org.junit.jupiter.api.Test;

class BatchedTerminologyIT {
  private static final String BATCH =
      """
      {"resourceType": "Bundle", "type": "batch", "entry": [
        {"request": {"method": "GET", "url": "CodeSystem/$lookup?system=%1$s&code=J9010&date=2015-12-31"}},
        {"request": {"method": "POST", "url": "CodeSystem/$validate-code"},
         "resource": {"resourceType": "Parameters", "parameter": [
           {"name": "coding", "valueCoding": {"system": "%1$s", "code": "J0202"}}]}},
        {"request": {"method": "GET", "url": "CodeSystem/$lookup?system=https://example.org/none&code=a"}}]}
      """
          .formatted("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets");

  private final RunningServer server = RunningServer.shared();

  @Test
  void operationsInABatchAreAnsweredEachForItselfAndNothingIsStored() {
    server
        .fhir()
        .body(BATCH)
        .post("/")
        .then()
        .statusCode(200)
        .body("entry.response.status", contains("200 OK", "200 OK", "422 Unprocessable Entity"))
        .body(
            "entry[0].resource.parameter.findAll { it.name == 'display' }.valueString",
            hasItem("Injection, alemtuzumab, 10 mg"))
        .body(
            "entry[1].resource.parameter.find { it.name == 'result' }.valueBoolean", equalTo(true));
  }
}
