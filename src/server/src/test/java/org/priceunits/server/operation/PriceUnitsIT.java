package org.priceunits.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;
import static org.priceunits.pricing.Administered.waste;

import ca.uhn.fhir.context.FhirContext;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.fhir.Canonicals;
import org.priceunits.ig.OfflineValidator;
import org.priceunits.pricing.Administered;
import org.priceunits.server.RunningServer;

/**
 * Tests the parts of the operation's specification that need a server: URLs, status codes, formats,
 * and the store.
 */
class PriceUnitsIT {
  private static final String OPERATION = "/MedicationAdministration/$price-units";
  private static final String LAST_CODE =
      "parameter.find{it.name=='outcome'}.resource.issue.details.coding.code.flatten()";
  private static final String LINES =
      "parameter.findAll{it.name=='claim'}.resource.item.flatten().quantity.value";

  private final RunningServer server = RunningServer.shared();

  private static String json(Resource resource) {
    return ShippedKnowledge.FHIR.newJsonParser().encodeResourceToString(resource);
  }

  private static <T extends Resource> T parse(Class<T> type, Response response) {
    return ShippedKnowledge.FHIR.newJsonParser().parseResource(type, response.asString());
  }

  private ValidatableResponse store(Administered administered) {
    String id = administered.record().getIdElement().getIdPart();
    return server
        .fhir()
        .body(json(administered.record()))
        .put("/MedicationAdministration/" + id)
        .then()
        .statusCode(201);
  }

  private static Parameters call(String code, Administered... administrations) {
    Parameters parameters = new Parameters();
    parameters.addParameter().setName("billingCode").setValue(new CodeType(code));
    for (Administered administered : administrations) {
      parameters.addParameter().setName("administration").setResource(administered.record());
    }
    return parameters;
  }

  private Response post(Resource body) {
    return server.fhir().body(json(body)).post(OPERATION);
  }

  @Test
  void aStoredAdministrationIsPricedByGetWithItsStoredWaste() {
    store(dose("10 mg").id("pu-get").patient("Patient/pu-get").vial("30 mg"));
    store(
        waste("20 mg", "MedicationAdministration/pu-get").id("pu-get-w").patient("Patient/pu-get"));
    server
        .fhirUntyped()
        .queryParam("billingCode", "J9010")
        .queryParam("payer", "medicare")
        .get("/MedicationAdministration/pu-get/$price-units")
        .then()
        .statusCode(200)
        .body(LINES, equalTo(List.of(1, 2)))
        .body(LAST_CODE, not(hasItem("waste-derived")));
  }

  @Test
  void aStoredAdministrationIsPricedByPost() {
    store(dose("10 mg").id("pu-post").patient("Patient/pu-post"));
    server
        .fhir()
        .body(json(call("J9010")))
        .post("/MedicationAdministration/pu-post/$price-units")
        .then()
        .statusCode(200)
        .body(LINES, equalTo(List.of(1)));
  }

  @Test
  void otherStoredDosesOfTheDayAreNamed() {
    server
        .fhir()
        .body("{\"resourceType\": \"Patient\", \"id\": \"pu-day\"}")
        .put("/Patient/pu-day")
        .then()
        .statusCode(201);
    store(dose("10 mg").id("pu-day1").patient("Patient/pu-day"));
    store(dose("10 mg").id("pu-day2").patient("Patient/pu-day"));
    server
        .fhirUntyped()
        .queryParam("billingCode", "J9010")
        .get("/MedicationAdministration/pu-day1/$price-units")
        .then()
        .statusCode(200)
        .body(LAST_CODE, hasItem("more-administrations-that-day"));
  }

  @Test
  void aStoredAdministrationOfAPatientKnownByIdentifierIsPriced() {
    Administered given = dose("10 mg").id("pu-logical");
    given
        .record()
        .getSubject()
        .setReference(null)
        .getIdentifier()
        .setSystem("urn:mrn")
        .setValue("7");
    store(given);
    server
        .fhirUntyped()
        .queryParam("billingCode", "J9010")
        .get("/MedicationAdministration/pu-logical/$price-units")
        .then()
        .statusCode(200)
        .body(LINES, equalTo(List.of(1)));
  }

  @Test
  void whatIsNotHereIs404() {
    server
        .fhirUntyped()
        .get("/MedicationAdministration/pu-nowhere/$price-units")
        .then()
        .statusCode(404)
        .body("resourceType", equalTo("OperationOutcome"));
  }

  @Test
  void whatIsNotUnderstoodIs400AndWhatCannotBeUsedIs422() {
    Parameters unknown = call("J9010", dose("10 mg"));
    unknown.addParameter().setName("colour").setValue(new CodeType("red"));
    post(unknown)
        .then()
        .statusCode(400)
        .body("issue.details.coding.code.flatten()", hasItem("parameter-not-valid"));
    post(new Parameters())
        .then()
        .statusCode(400)
        .body("issue.details.coding.code.flatten()", hasItem("administration-missing"));
    server.fhir().body("{\"resourceType\":").post(OPERATION).then().statusCode(400);
    server.fhir().body("{\"resourceType\":\"Nothing\"}").post(OPERATION).then().statusCode(400);
    Parameters payer = call("J9010", dose("10 mg"));
    payer.addParameter().setName("payer").setValue(new CodeType("bcbs"));
    post(payer)
        .then()
        .statusCode(422)
        .body("issue.details.coding.code.flatten()", equalTo(List.of("payer-unknown")))
        .body("issue[0].details.text", containsString("bcbs-nc"));
  }

  @Test
  void xmlIsAnsweredInXml() {
    String body =
        ShippedKnowledge.FHIR
            .newXmlParser()
            .encodeResourceToString(call("J9010", dose("10 mg").vial("30 mg")));
    Response response =
        server
            .fhirUntyped()
            .contentType("application/fhir+xml")
            .accept("application/fhir+xml")
            .body(body)
            .post(OPERATION);
    assertThat(response.statusCode()).isEqualTo(200);
    Parameters answer =
        ShippedKnowledge.FHIR.newXmlParser().parseResource(Parameters.class, response.asString());
    assertThat(claim(answer).getItem()).hasSize(2);
  }

  @Test
  void aBareResourceTakesItsInputsFromTheQuery() {
    server
        .fhir()
        .queryParam("billingCode", "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets|J9010")
        .body(json(dose("10 mg").vial("30 mg").record()))
        .post(OPERATION)
        .then()
        .statusCode(200)
        .body(LINES, equalTo(List.of(1, 2)));
  }

  private static Claim claim(Parameters answer) {
    return answer.getParameter().stream()
        .map(Parameters.ParametersParameterComponent::getResource)
        .filter(Claim.class::isInstance)
        .map(Claim.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aClaimIsStoredAsItIsAndThenNoticed() {
    Parameters call = call("J9010", dose("10 mg").identifier("pu-billed").vial("30 mg"));
    Claim claim = claim(parse(Parameters.class, post(call)));
    assertThat(OfflineValidator.shared().errors(claim)).isEmpty();
    server.fhir().body(json(claim)).post("/Claim").then().statusCode(201);
    post(call).then().statusCode(200).body(LAST_CODE, hasItem("already-billed"));
  }

  @Test
  void aTransactionPostedAgainReplacesTheDraftByTheCorrectedDose() {
    Parameters call = call("J9010", dose("10 mg").identifier("pu-transaction").vial("30 mg"));
    call.addParameter().setName("asTransaction").setValue(new BooleanType(true));
    for (int units : List.of(1, 2)) {
      Administered given = dose(10 * units + " mg").identifier("pu-transaction").vial("30 mg");
      call.getParameter().get(1).setResource(given.record());
      Parameters answer = parse(Parameters.class, post(call));
      Bundle transaction =
          (Bundle)
              answer.getParameter().stream()
                  .filter(p -> p.getName().equals("transaction"))
                  .findFirst()
                  .orElseThrow()
                  .getResource();
      server.fhir().body(json(transaction)).post("/").then().statusCode(200);
      String identifier =
          claim(answer).getIdentifier().get(0).getSystem()
              + "|"
              + claim(answer).getIdentifier().get(0).getValue();
      server
          .fhirUntyped()
          .queryParam("identifier", identifier)
          .get("/Claim")
          .then()
          .statusCode(200)
          .body("entry.size()", equalTo(1))
          .body("entry[0].resource.item[0].quantity.value", equalTo(units));
    }
  }

  /** A corrected record has no discarded amount any more: its charge is cancelled, not left. */
  @Test
  void aTransactionOfChargesReplacesEachLineAndCancelsTheOneThatIsGone() {
    String identifier = "pu-charges";
    List<String> units = List.of("1", "3");
    for (String expected : units) {
      Administered given = dose("10 mg").identifier(identifier).vial("30 mg");
      if (expected.equals("3")) {
        given = dose("30 mg").identifier(identifier).vial("30 mg");
      }
      Parameters call = call("J9010", given);
      call.addParameter().setName("as").setValue(new CodeType("charge-item"));
      call.addParameter().setName("asTransaction").setValue(new BooleanType(true));
      Parameters answer = parse(Parameters.class, post(call));
      Bundle transaction =
          (Bundle)
              answer.getParameter().stream()
                  .filter(p -> p.getName().equals("transaction"))
                  .findFirst()
                  .orElseThrow()
                  .getResource();
      server.fhir().body(json(transaction)).post("/").then().statusCode(200);
      ChargeItem first =
          (ChargeItem)
              answer.getParameter().stream()
                  .filter(p -> p.getName().equals("charge-item"))
                  .findFirst()
                  .orElseThrow()
                  .getResource();
      String administration = first.getIdentifierFirstRep().getValue();
      server
          .fhir()
          .queryParam("priced-administration", administration)
          .queryParam("status", "billable")
          .queryParam("_sort", "_lastUpdated")
          .get("/ChargeItem")
          .then()
          .statusCode(200)
          .body("entry.size()", equalTo(expected.equals("1") ? 2 : 1))
          .body("entry.resource.quantity.value", hasItem(Integer.valueOf(expected)));
      server
          .fhirUntyped()
          .queryParam("identifier", Canonicals.PRICED_ADMINISTRATION + "|" + administration)
          .queryParam("status", "aborted")
          .get("/ChargeItem")
          .then()
          .statusCode(200)
          .body("total", equalTo(expected.equals("1") ? 0 : 1));
    }
  }

  @Test
  void whatIsNoFormOfTheAnswerIsRefusedWithThoseThatAre() {
    server
        .fhir()
        .body(json(dose("10 mg").record()))
        .queryParam("as", "charge-items")
        .post("/MedicationAdministration/$price-units")
        .then()
        .statusCode(422)
        .body("issue[0].details.text", containsString("claim, charge-item, both"))
        .body("issue[0].expression[0]", equalTo("http.as"));
  }

  /**
   * An EHR's own transaction: its entries have no ids yet, and its references are not stored here.
   */
  @Test
  void aTransactionIsStoredAlsoWhereTheEntriesHadNoIds() {
    String bundle =
        """
        {"resourceType": "Bundle", "type": "transaction", "entry": [
          {"fullUrl": "urn:uuid:1b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a01", "resource": {"resourceType": "Patient"}},
          {"fullUrl": "urn:uuid:1b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a02",
           "resource": {"resourceType": "Encounter", "status": "finished", "class": {"code": "AMB"},
             "serviceProvider": {"reference": "urn:uuid:1b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a03"}}},
          {"fullUrl": "urn:uuid:1b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a03",
           "resource": {"resourceType": "Organization",
             "identifier": [{"system": "http://hl7.org/fhir/sid/us-npi", "value": "1234567893"}]}},
          {"fullUrl": "urn:uuid:1b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a04",
           "resource": {"resourceType": "MedicationAdministration", "status": "completed",
             "subject": {"reference": "urn:uuid:1b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a01"},
             "context": {"reference": "urn:uuid:1b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a02"},
             "medicationCodeableConcept": {"text": "alemtuzumab"}, "effectiveDateTime": "2024-05-01",
             "dosage": {"dose": {"value": 5, "system": "http://unitsofmeasure.org", "code": "mg"}}}}]}
        """;
    String answer =
        server
            .fhir()
            .queryParam("payer", "medicare")
            .queryParam("billingCode", "J0202")
            .queryParam("asTransaction", "true")
            .body(bundle)
            .post("/MedicationAdministration/$price-units")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    Parameters answered =
        FhirContext.forR4Cached().newJsonParser().parseResource(Parameters.class, answer);
    assertThat(answer).doesNotContain("Patient/urn:", "Organization/urn:", "Encounter/urn:");
    Bundle transaction =
        (Bundle)
            answered.getParameter().stream()
                .filter(p -> p.getName().equals("transaction"))
                .findFirst()
                .orElseThrow()
                .getResource();
    Claim claim = (Claim) transaction.getEntryFirstRep().getResource();
    assertThat(claim.getProvider().getIdentifier().getValue()).isEqualTo("1234567893");
    server.fhir().body(json(transaction)).post("/").then().statusCode(200);
  }

  @Test
  void aStatementReachesAStoredAdministration() {
    store(dose("10 mg").id("pu-stated").patient("Patient/pu-stated").vial("30 mg"));
    Parameters call = call("J9010");
    call.addParameter()
        .setName("statement")
        .addPart()
        .setName("discarded")
        .setValue(quantity("10 mg"));
    server
        .fhir()
        .body(json(call))
        .post("/MedicationAdministration/pu-stated/$price-units")
        .then()
        .statusCode(200)
        .body(LINES, equalTo(List.of(1, 1)))
        .body(LAST_CODE, hasItem("waste-unaccounted"));
  }

  static Stream<String> examples() {
    return Stream.concat(
        IntStream.rangeClosed(301, 313).mapToObj(i -> "medicationadministration0" + i),
        Stream.of("medicationadministrationexample3"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anOfficialExampleEndsInLinesOrInATypedRefusal(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/json/spec/" + name + ".json")) {
      String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Response response = server.fhir().body(body).post(OPERATION);
      assertThat(response.statusCode()).isEqualTo(200);
      Parameters answer = parse(Parameters.class, response);
      OperationOutcome outcome =
          (OperationOutcome)
              answer.getParameter().get(answer.getParameter().size() - 1).getResource();
      boolean lines = answer.getParameter().stream().anyMatch(p -> p.getName().equals("claim"));
      assertThat(
              lines
                  || outcome.getIssue().stream()
                      .anyMatch(
                          i ->
                              i.getSeverity() == OperationOutcome.IssueSeverity.ERROR
                                  || "status-not-billable"
                                      .equals(i.getDetails().getCodingFirstRep().getCode())))
          .isTrue();
    }
  }
}
