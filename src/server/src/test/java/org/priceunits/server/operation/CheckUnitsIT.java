package org.priceunits.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import ca.uhn.fhir.parser.IParser;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.priceunits.ShippedKnowledge;
import org.priceunits.server.RunningServer;
import org.priceunits.vectors.VectorRequest;
import org.priceunits.vectors.VectorRow;

/** Checks a claim written by {@code $price-units} over HTTP, unchanged and with one field wrong. */
class CheckUnitsIT {
  private static final String CODES =
      "parameter.find { it.name == 'outcome' }.resource.issue.details.coding.code.flatten()";
  private static final String RESULT = "parameter.find { it.name == 'result' }.valueBoolean";

  private final RunningServer server = RunningServer.shared();
  private final IParser json = ShippedKnowledge.FHIR.newJsonParser();

  /** 10 mg of a 30 mg vial: ten units, and twenty with JW. */
  private final Parameters call =
      VectorRequest.of(
          VectorRow.all().stream().filter(r -> r.id().equals("11")).findFirst().orElseThrow());

  @Test
  void theAnswerOfPriceUnitsIsClean() {
    check("/Claim/$check-units", body(priced()))
        .statusCode(200)
        .body(RESULT, equalTo(true))
        .body(CODES, not(hasItem("units-too-high")));
  }

  @Test
  void aWrongLineIsNamedWithItsPathAndWhatItCosts() {
    Claim claim = priced();
    claim.getItem().get(0).getQuantity().setValue(12);
    claim.getItem().get(1).getModifier().clear();

    ValidatableResponse answer = check("/Claim/$check-units", body(claim)).statusCode(200);
    answer.body(RESULT, equalTo(false)).body(CODES, hasItem("units-too-high"));
    answer.body(
        "parameter.find { it.name == 'outcome' }.resource.issue.expression.flatten()",
        hasItem("Parameters.parameter[0].resource.item[0].quantity"));
    answer.body(
        "parameter.findAll { it.name == 'expected' }.resource.resourceType", hasItem("Claim"));
  }

  @Test
  void aStoredClaimIsCheckedWithTheStoredAdministrationThatItNames() {
    MedicationAdministration administration =
        (MedicationAdministration) resource(call, "administration").copy();
    administration.setId("check-it");
    server
        .fhir()
        .body(json.encodeResourceToString(administration))
        .put("/MedicationAdministration/check-it")
        .then()
        .statusCode(201);
    Parameters stored = call.copy();
    stored.getParameter().removeIf(p -> p.getName().equals("administration"));
    stored
        .addParameter()
        .setName("administrationReference")
        .setValue(new Reference("MedicationAdministration/check-it"));
    Claim claim = priced(stored);
    String location =
        server
            .fhir()
            .body(json.encodeResourceToString(claim))
            .post("/Claim")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    String claimId = "/Claim/" + new IdType(location).getIdPart();

    Parameters rest = new Parameters();
    call.getParameter().stream()
        .filter(p -> !p.getName().equals("administration"))
        .forEach(rest::addParameter);
    check(claimId + "/$check-units", rest)
        .statusCode(200)
        .body(RESULT, equalTo(true))
        .body(
            "parameter.findAll { it.name == 'outcome' }.resource.issue.severity.flatten()",
            not(hasItem("error")));
    server.fhir().get(claimId + "/_history").then().body("entry.size()", equalTo(1));
    server.fhir().delete(claimId).then().statusCode(200);
    server.fhir().delete("/MedicationAdministration/check-it").then().statusCode(200);
    check(claimId + "/$check-units", rest).statusCode(404);
    check("/Claim/nowhere/$check-units", rest).statusCode(404);
  }

  @Test
  void whatIsNoSuchRequestIsRefused() {
    check("/Claim/$check-units", new Parameters().addParameter("payer", "medicare"))
        .statusCode(400)
        .body("issue.details.coding.code.flatten()", hasItems("parameter-not-valid"));
    Parameters unknown = body(priced());
    unknown.addParameter("payre", "medicare");
    check("/Claim/$check-units", unknown).statusCode(400).body("issue.details.text", not(empty()));
  }

  private Claim priced() {
    return priced(call);
  }

  private Claim priced(Parameters request) {
    String answer =
        server
            .fhir()
            .body(json.encodeResourceToString(request))
            .post("/MedicationAdministration/$price-units")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    Claim claim = (Claim) resource(json.parseResource(Parameters.class, answer), "claim");
    assertThat(claim.getItemFirstRep().getQuantity().getValue())
        .isEqualByComparingTo(BigDecimal.TEN);
    return claim;
  }

  private Parameters body(Claim claim) {
    Parameters body = new Parameters();
    body.addParameter().setName("claim").setResource(claim);
    call.getParameter().forEach(p -> body.addParameter(p.copy()));
    return body;
  }

  private static Resource resource(Parameters parameters, String name) {
    return parameters.getParameter().stream()
        .filter(p -> p.getName().equals(name))
        .map(ParametersParameterComponent::getResource)
        .findFirst()
        .orElseThrow();
  }

  private ValidatableResponse check(String path, Parameters body) {
    return server.fhir().body(json.encodeResourceToString(body)).post(path).then();
  }
}
