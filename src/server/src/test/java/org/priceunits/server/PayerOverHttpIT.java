package org.priceunits.server;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests a payer that is not built in: after one PUT, the next call is priced by its rules. */
class PayerOverHttpIT {
  private static final String BASE = "https://price-units.github.io/fhir";
  private static final String OWN_RULE =
      """
      {"url": "discard-rule", "extension": [
        {"url": "modifier", "valueCode": "JZ"}, {"url": "states", "valueCode": "none-discarded"},
        {"url": "requirement", "valueCode": "forbidden"}, {"url": "container", "valueCode": "single-dose"}]}
      """;

  private final RunningServer server = RunningServer.shared();

  @Test
  void addingAPayerIsOnePut() {
    price("medicare").statusCode(200).body(item("modifier.coding.code.flatten()"), contains("JZ"));
    price("acme").statusCode(422);

    put("acme", OWN_RULE).statusCode(201);

    price("acme")
        .statusCode(200)
        .body(item("quantity.value"), equalTo(12))
        .body(item("modifier"), nullValue())
        .body(
            item("extension[0].extension.find { it.url == 'policy' }.valueCanonical"),
            equalTo("https://example.org/acme|1"));
    server.fhir().delete("/ChargeItemDefinition/acme").then().statusCode(200);
    price("acme").statusCode(422);
  }

  /** A package with two codes is refused until a payer states its preferred code. */
  @Test
  void aPayerMaySettleWhichOfTwoCodesAPackageHas() {
    String map =
        """
        {"resourceType": "ConceptMap", "id": "second-code", "url": "https://price-units.github.io/fhir/ConceptMap/second-code", "version": "1",
         "status": "active", "group": [{"source": "http://hl7.org/fhir/sid/ndc",
           "target": "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
           "element": [{"code": "58468020001", "target": [{"code": "J9299", "equivalence": "wider"}]}]}]}
        """;
    server.fhir().body(map).put("/ConceptMap/second-code").then().statusCode(201);
    put("prefers", "{'url': 'preferred-code', 'valueCode': 'J0202'}".replace('\'', '"'))
        .statusCode(201);

    price("medicare").statusCode(200).body(containsString("code-ambiguous"));
    price("prefers")
        .statusCode(200)
        .body(item("productOrService.coding[0].code"), equalTo("J0202"))
        .body(item("quantity.value"), equalTo(12));

    server.fhir().delete("/ChargeItemDefinition/prefers").then().statusCode(200);
    server.fhir().delete("/ConceptMap/second-code").then().statusCode(200);
    price("medicare").statusCode(200).body(item("quantity.value"), equalTo(12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "modifier-limit|{'url': 'modifier-limit', 'valueString': 'four'}",
        "discard-rules|{'url': 'discard-rules', 'valueCode': 'JW'}",
        "line-form|{'url': 'line-form', 'valueCode': 'three-lines'}",
        "preferred-code|{'url': 'preferred-code', 'valueCode': 'nivolumab'}",
        "fee-method|{'url': 'fee-method', 'valueCode': 'half'}",
        "fee-percentage|{'url': 'fee-method', 'valueCode': 'percentage'}",
        "requirement|{'url': 'discard-rule', 'extension': [{'url': 'modifier', 'valueCode': 'JZ'},"
            + " {'url': 'states', 'valueCode': 'discarded'}, {'url': 'requirement', 'valueCode': 'must'},"
            + " {'url': 'container', 'valueCode': 'single-dose'}]}",
      })
  void aMalformedPolicyIsRefusedWithThePathOfTheFault(String part, String extension) {
    put("malformed", extension.replace('\'', '"'))
        .statusCode(422)
        .body("issue[0].expression[0]", containsString("payer-policy').extension.where(url='"))
        .body("issue[0].expression[0]", containsString("url='" + part + "')"));
    server.fhir().get("/ChargeItemDefinition/malformed").then().statusCode(404);
  }

  @Test
  void aFeeWithoutAPriceIsRefusedAndAForeignDefinitionIsNoneOfOurBusiness() {
    String fee =
        """
        {"resourceType": "ChargeItemDefinition", "id": "priceless", "url": "https://example.org/priceless", "status": "active",
         "propertyGroup": [{"priceComponent": [{"type": "base",
           "code": {"coding": [{"system": "%s/CodeSystem/price-basis", "code": "charge"}]}}]}]}
        """
            .formatted(BASE);
    server
        .fhir()
        .body(fee)
        .put("/ChargeItemDefinition/priceless")
        .then()
        .statusCode(422)
        .body(
            "issue.expression.flatten()",
            hasItem("ChargeItemDefinition.propertyGroup.priceComponent"));
    server
        .fhir()
        .body(fee.replace(BASE, "https://example.org"))
        .put("/ChargeItemDefinition/priceless")
        .then()
        .statusCode(201);
    server.fhir().delete("/ChargeItemDefinition/priceless").then().statusCode(200);
  }

  private ValidatableResponse put(String payer, String extension) {
    String policy =
        """
        {"resourceType": "ChargeItemDefinition", "id": "%1$s", "url": "https://example.org/%1$s", "version": "1",
         "status": "active", "date": "2025-01-01",
         "extension": [{"url": "%2$s/StructureDefinition/payer-policy", "extension": [
           {"url": "citation", "valueString": "Agreement with the payer"}, %3$s]}],
         "useContext": [{"code": {"system": "%2$s/CodeSystem/context-type", "code": "payer"},
           "valueCodeableConcept": {"coding": [{"system": "https://example.org/payers", "code": "%1$s"}]}}]}
        """
            .formatted(payer, BASE, extension);
    return server.fhir().body(policy).put("/ChargeItemDefinition/" + payer).then();
  }

  private ValidatableResponse price(String payer) {
    String administration =
        """
        {"resourceType": "MedicationAdministration", "status": "completed", "subject": {"reference": "Patient/p1"},
         "medicationCodeableConcept": {"coding": [{"system": "http://hl7.org/fhir/sid/ndc", "code": "58468020001"}]},
         "effectiveDateTime": "2025-08-02T10:00:00-05:00",
         "dosage": {"dose": {"value": 12, "system": "http://unitsofmeasure.org", "code": "mg"}},
         "extension": [{"url": "%s/StructureDefinition/container-used", "extension": [
           {"url": "size", "valueQuantity": {"value": 12, "system": "http://unitsofmeasure.org", "code": "mg"}},
           {"url": "count", "valuePositiveInt": 1}, {"url": "kind", "valueCode": "single-dose"}]}]}
        """
            .formatted(BASE);
    return server
        .fhir()
        .queryParam("payer", payer)
        .body(administration)
        .post("/MedicationAdministration/$price-units")
        .then();
  }

  private static String item(String path) {
    return "parameter.find { it.name == 'claim' }.resource.item[0]." + path;
  }
}
