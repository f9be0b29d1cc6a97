package org.priceunits.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.server.RunningServer;
import org.priceunits.x12.Office;
import org.priceunits.x12.X12Check;

/** Writes claims as X12 over HTTP, from the body and from the store, and checks X12. */
class ToX12IT {
  private static final String DATA = "parameter.find { it.name == 'x12' }.resource.data";
  private static final String ISSUES =
      "parameter.find { it.name == 'outcome' }.resource.issue.details.coding.code.flatten()";

  private final RunningServer server = RunningServer.shared();
  private final Claim claim = Office.price("professional", Office.lemtrada("5 mg")).get(0);
  private final Parameters call = Office.call(List.of(claim));

  @Test
  void aCallThatLacksNothingGetsAWholeFile() {
    ValidatableResponse answer = post("/Claim/$to-x12", call).statusCode(200);

    answer.body(
        "parameter.find { it.name == 'x12' }.resource.contentType", equalTo("application/EDI-X12"));
    assertThat(new X12Check().faults(file(answer))).isEmpty();
    assertThat(file(answer)).contains("SV1*HC:J0202:JW*", "CTP****0.7*ML~");
  }

  @Test
  void aStoredClaimIsWrittenWithWhatIsStored() {
    Office.resources().forEach(this::store);
    // Without the identifier of its administration, which other tests may bill on the same server.
    claim.setIdentifier(null).setId("c9");
    store(claim);
    Parameters rest = Office.without(Office.without(call, "claim"), "resource");

    ValidatableResponse answer = post("/Claim/x12-c9/$to-x12", rest).statusCode(200);

    assertThat(file(answer)).contains("CLM*x12-c9*", "NM1*85*2*SMITH INFUSION CENTER*");
  }

  @Test
  void whatLacksIsNamedAndNothingIsWritten() {
    post("/Claim/$to-x12", Office.without(call, "resource"))
        .statusCode(200)
        .body(ISSUES, hasItem("x12-data-missing"))
        .body("parameter.name", equalTo(List.of("outcome")));
  }

  @ParameterizedTest
  @CsvSource({
    "usage, X, 422, parameter-not-valid",
    "interchangeControlNumber, no, 422, parameter-not-valid",
    "scope, all, 422, parameter-not-valid",
    "nothing, 1, 400, parameter-not-valid"
  })
  void anInputThatCannotBeUsedRefusesTheCall(String name, String value, int status, String code) {
    post("/Claim/$to-x12", Office.with(call, name, new CodeType(value)))
        .statusCode(status)
        .body("resourceType", equalTo("OperationOutcome"))
        .body("issue.details.coding.code.flatten()", hasItem(code));
  }

  @Test
  void aCallWithoutClaimAndAnInstanceThatIsNotThereAreToldApart() {
    post("/Claim/$to-x12", Office.without(call, "claim")).statusCode(400);
    post("/Claim/none-of-x12/$to-x12", Office.without(call, "claim")).statusCode(404);
  }

  @Test
  void linesAreWrittenFromABareClaim() {
    server
        .fhir()
        .body(json(claim))
        .post("/Claim/$to-x12?scope=lines")
        .then()
        .statusCode(200)
        .body("parameter.name", equalTo(List.of("x12", "outcome")));
  }

  @Test
  void anX12FileIsCheckedInPlaceOfAClaim() {
    String file = Office.file(call);

    check(file)
        .statusCode(200)
        .body("parameter.find { it.name == 'result' }.valueBoolean", equalTo(true));
    check(file.replace("*UN*5*", "*UN*6*"))
        .statusCode(200)
        .body("parameter.find { it.name == 'result' }.valueBoolean", equalTo(false))
        .body(ISSUES, hasItem("units-too-high"))
        .body(
            "parameter.find { it.name == 'outcome' }.resource.issue.expression.flatten()",
            hasItem("Parameters.parameter[0].resource.item[0].quantity"));
    check(file.replace("SE*", "SE*1"))
        .statusCode(422)
        .body("issue.details.coding.code.flatten()", hasItem("x12-not-readable"));
    Claim second = claim.copy();
    second.setIdentifier(null).addIdentifier().setValue("SECOND");
    check(Office.file(Office.call(List.of(claim, second))))
        .statusCode(200)
        .body("parameter.find { it.name == 'result' }.valueBoolean", equalTo(false))
        .body(ISSUES, hasItem("duplicate-line"))
        .body(
            "parameter.find { it.name == 'outcome' }.resource.issue.expression.flatten()",
            hasItem("Parameters.parameter[0].resource.claim[1].item[0]"));
  }

  private ValidatableResponse check(String file) {
    Parameters body = new Parameters();
    Binary binary = new Binary();
    binary.setContentType("application/EDI-X12").setData(file.getBytes(StandardCharsets.US_ASCII));
    body.addParameter().setName("x12").setResource(binary);
    body.addParameter().setName("payer").setValue(new CodeType("medicare"));
    body.addParameter().setName("administration").setResource(Office.lemtrada("5 mg").record());
    return post("/Claim/$check-units", body);
  }

  private ValidatableResponse post(String path, Parameters body) {
    return server.fhir().body(json(body)).post(path).then().log().ifValidationFails();
  }

  private void store(Resource resource) {
    String own = json(resource);
    for (String id : List.of("o1", "payer", "d1", "p1", "c1", "c9")) {
      own =
          own.replace("/" + id + "\"", "/x12-" + id + "\"")
              .replace("\"id\":\"" + id + "\"", "\"id\":\"x12-" + id + "\"");
    }
    server
        .fhir()
        .body(own)
        .put("/" + resource.fhirType() + "/x12-" + resource.getIdElement().getIdPart())
        .then()
        .log()
        .ifValidationFails()
        .statusCode(201);
  }

  private static String file(ValidatableResponse answer) {
    return new String(
        Base64.getDecoder().decode(answer.extract().jsonPath().getString(DATA)),
        StandardCharsets.US_ASCII);
  }

  private static String json(Resource resource) {
    return ShippedKnowledge.FHIR.newJsonParser().encodeResourceToString(resource);
  }
}
