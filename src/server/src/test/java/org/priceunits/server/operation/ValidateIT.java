package org.priceunits.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.server.RunningServer;

/** Tests what {@code $validate} says of its own parameters, and of what the body cannot be. */
class ValidateIT {
  private static final String PATIENT = "{'resourceType':'Patient','gender':'male'}";
  private static final String R = "{'name':'resource','resource':" + PATIENT + "}";

  private final RunningServer server = RunningServer.shared();

  private Response post(String path, String type, @Nullable String body) {
    RequestSpecification request =
        server.fhir().urlEncodingEnabled(false).accept("application/fhir+json").contentType(type);
    return (body == null ? request : request.body(body.replace('\'', '"'))).post(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "?mode=bogus; {P}; 400; create, update, delete or profile",
        "?mode=create&mode=update; {P}; 400; mode is sent twice",
        "?mode=profile; {P}; 400; needs the parameter profile",
        "?mode=delete; {P}; 400; ID",
        "?mode=update; {P}; 422; no ID",
        "?mode=; {P}; 200; issue",
        "?mode=create; {P}; 200; issue",
        "?mode=profile&profile=http://hl7.org/fhir/StructureDefinition/Patient; {P}; 200; issue",
        "?profile=urn:none; {P}; 200; urn:none",
        "?profile=; {P}; 200; issue",
        "?profile=a%20b; {P}; 400; canonical",
        "?profile=a&profile=b; {P}; 400; profile is sent twice",
        "?profile=http://hl7.org/fhir/StructureDefinition/Claim; {P}; 200; error",
        "?bogus=1; {P}; 400; no parameter bogus",
        "; ; 400; No resource",
        "; {'resourceType':'Parameters'}; 400; No resource",
        "; {'resourceType':'Parameters','parameter':[{'name':'resource'}]}; 400; holds no resource",
        "; {'resourceType':'Parameters','parameter':[{'name':'resource','valueString':'x'}]}; 400;"
            + " holds no resource",
        "; {'resourceType':'Parameters','parameter':[{R},{R}]}; 400; resource is sent twice",
        "; {'resourceType':'Parameters','parameter':[{R},{'name':'bogus','valueString':'x'}]}; 400;"
            + " no parameter bogus",
        "; {'resourceType':'Parameters','parameter':[{R},{'valueString':'x'}]}; 400; no parameter",
        "; {'resourceType':'Parameters','parameter':[{R},{'name':'mode','valueBoolean':true}]};"
            + " 400; valueCode",
        "; {'resourceType':'Parameters','parameter':[{R},{'name':'mode','valueCode':'bogus'}]};"
            + " 400; create, update",
        "; {'resourceType':'Parameters','parameter':[{R},{'name':'profile','valueQuantity':{'value':1}}]};"
            + " 400; valueUri",
        "?mode=create;"
            + " {'resourceType':'Parameters','parameter':[{R},{'name':'mode','valueCode':'create'}]};"
            + " 400; mode is sent twice",
        "; {'resourceType':'Parameters','parameter':[{R},{'name':'mode','valueCode':'create'}]};"
            + " 200; issue",
        "; {'resourceType':'Claim','status':'draft'}; 400; Post it to its own type",
        "; {'resourceType':'Nope'}; 400; Nope",
        "; {'resourceType':'Patient','gender':}; 400; JSON"
      })
  void itsParametersAreUnderstoodOrRefused(
      String query, @Nullable String body, int status, String word) {
    String sent = body == null ? null : body.replace("{P}", PATIENT).replace("{R}", R);
    Response answer =
        post("/Patient/$validate" + (query == null ? "" : query), "application/fhir+json", sent);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.asString())
        .contains("OperationOutcome", word)
        .doesNotContain("HAPI-", "java.", "Exception");
  }

  /** Each finding names the element, or its line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "json; {'resourceType':'Patient','gender':'foo'}; Patient.gender",
        "json; {'resourceType':'Patient','birthDate':'20'}; Patient.birthDate",
        "json; {'resourceType':'Patient','active':'maybe'}; Patient.active",
        "json; {'resourceType':'Patient','multipleBirthInteger':1.5}; Patient.multipleBirth",
        "json; {'resourceType':'Patient','nmae':'x'}; Patient",
        "json; {'resourceType':'Patient','name':{'family':'x'}}; Patient.name",
        "json;"
            + " {'resourceType':'Parameters','parameter':[{'name':'resource','resource':{'resourceType':'Patient','gender':'foo'}}]};"
            + " Patient.gender",
        "xml; <Patient xmlns='http://hl7.org/fhir'><gender value='foo'/></Patient>; Patient",
        "xml; <Patient xmlns='http://hl7.org/fhir'><birthDate value='20'/></Patient>; Patient"
      })
  void valuesThatCannotBeAreFindingsWithTheirPlace(String format, String body, String place) {
    Response answer = post("/Patient/$validate", "application/fhir+" + format, body);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.jsonPath().getList("issue.severity")).containsAnyOf("error", "fatal");
    assertThat(answer.asString()).contains("issue-line", place);
  }

  /** The next request on the same thread is parsed as strictly as ever. */
  @Test
  void nothingOfItIsStored() {
    for (int i = 0; i < 30; i++) {
      post(
          "/Patient/$validate",
          "application/fhir+json",
          "{'resourceType':'Patient','gender':'foo'}");
      assertThat(
              post("/Patient", "application/fhir+json", "{'resourceType':'Patient','gender':'foo'}")
                  .statusCode())
          .isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /Patient/%24validate 200",
        "POST /Patient/%24nothing 400",
        "POST /MedicationAdministration/%24price-units 400",
        "GET /CodeSystem/%24lookup?code=J9010&system=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
            + " 200",
        "GET /ValueSet/%24expand?url=http://hl7.org/fhir/ValueSet/administrative-gender 200",
        "GET /%24versions 200"
      })
  void operationsAreCalledThroughAnEscapedDollarToo(String call) {
    String[] parts = call.split(" ");
    RequestSpecification request = server.fhir().urlEncodingEnabled(false);
    if (parts[0].equals("POST")) {
      request.body(PATIENT.replace('\'', '"'));
    }
    Response escaped = request.request(parts[0], parts[1]);
    Response plain =
        server
            .fhir()
            .urlEncodingEnabled(false)
            .body(parts[0].equals("POST") ? PATIENT.replace('\'', '"') : "")
            .request(parts[0], parts[1].replace("%24", "$"));
    assertThat(escaped.statusCode()).as(escaped.asString()).isEqualTo(plain.statusCode());
    assertThat(escaped.statusCode() / 100).isEqualTo(Integer.parseInt(parts[2]) / 100);
  }
}
