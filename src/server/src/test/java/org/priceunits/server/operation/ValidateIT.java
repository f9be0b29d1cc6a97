package org.priceunits.server.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.server.RunningServer;

/** Tests what {@code $validate} says of its own parameters, and of what the body cannot be. */
class ValidateIT {
  private static final String PATIENT = "{'resourceType':'Patient','gender':'male'}";
  private static final String R = "{'name':'resource','resource':" + PATIENT + "}";

  /** Of nobody, without its key. */
  private static final String CERTIFICATE =
      "MIIBcDCCARWgAwIBAgIUTHDiFm+PH6NKqzbBdOu+N7NFs/kwCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBeDAgFw0yNjEyMDEwOTI1MzBaGA8yMTI2MTEwNzA5MjUzMFowDDEKMAgGA1UEAwwBeDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABG/hezIq3Mj3/SjkJ8VEI7x1c9MKIiTuF+zvAiCF5ywvooLcRDr0kqiN1SHUCxfTgGGI9HNYt5PPtTw8PtCUT1ajUzBRMB0GA1UdDgQWBBTjnRTgg0U+3EUvdRDyMB/FzjeXijAfBgNVHSMEGDAWgBTjnRTgg0U+3EUvdRDyMB/FzjeXijAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQCEFrLCLD9U2XFNPEJ3PC3DbKTtPaOpgUpZY60LuMc2UwIhAOIq3j8sk7+yPltjxiW/hg3yfrOuvzp97U5YMOxaNsuc";

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
        "; {'resourceType':'Patient','meta':{'profile':[null],'_profile':[{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'unknown'}]}]}};"
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

  /** The validator verifies them by libraries that the server does not have. */
  @ParameterizedTest
  @ValueSource(strings = {"", "batch"})
  void aSignatureIsNotVerified(String way) {
    String jose =
        Base64.getEncoder()
            .encodeToString(
                ("%s..c2ln"
                        .formatted(
                            Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                    "{'alg':'ES256','x5c':['%s'],'sigT':'2025-01-01T00:00:00Z','srCms':[{'commId':{'id':'urn:oid:1.2.840.10065.1.12.1.1','desc':'x'}}]}"
                                        .formatted(CERTIFICATE)
                                        .replace('\'', '"')
                                        .getBytes(UTF_8))))
                    .getBytes(UTF_8));
    String bundle =
        "{'resourceType':'Bundle','type':'document','identifier':{'system':'urn:x','value':'1'},'timestamp':'2025-01-01T00:00:00Z','signature':{'type':[{'system':'urn:iso-astm:E1762-95:2013','code':'1.2.840.10065.1.12.1.1'}],'when':'2025-01-01T00:00:00Z','who':{'display':'x'},'targetFormat':'application/fhir+json','sigFormat':'application/jose','data':'%s'}}"
            .formatted(jose);
    Response answer =
        way.isEmpty()
            ? post("/Bundle/$validate", "application/fhir+json", bundle)
            : post(
                "/",
                "application/fhir+json",
                "{'resourceType':'Bundle','type':'batch','entry':[{'resource':%s,'request':{'method':'POST','url':'Bundle/$validate'}}]}"
                    .formatted(bundle));
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.asString()).contains("ignature").doesNotContain("NoClassDef", "java.");
  }

  /** HAPI's validator compares them with each other. */
  @Test
  void resourcesThatReferToEachOtherAreBounded() {
    for (int[] rowOfStatus : new int[][] {{20, 200}, {1_000, 200}, {1_001, 413}}) {
      int count = rowOfStatus[0];
      String contained =
          IntStream.range(0, count)
              .mapToObj(
                  i ->
                      "{'resourceType':'Patient','id':'p%d','link':[{'type':'seealso','other':{'reference':'#p%d'}}]}"
                          .formatted(i, (i + 1) % count))
              .collect(Collectors.joining(","));
      Response answer =
          post(
              "/Patient/$validate",
              "application/fhir+json",
              "{'resourceType':'Patient','contained':[%s]}".formatted(contained));
      assertThat(answer.statusCode()).as("%d resources", count).isEqualTo(rowOfStatus[1]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "http://hl7.org/fhir/3.0/StructureDefinition/Patient; 3.0",
        "http://hl7.org/fhir/StructureDefinition/Patient|3.0.2; Patient",
        "http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient; us-core"
      })
  void aProfileThatIsNotHereIsAFindingAtOnce(String profile, String word) {
    Response answer =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(30),
            () ->
                post(
                    "/Patient/$validate",
                    "application/fhir+json",
                    "{'resourceType':'Patient','meta':{'profile':['%s']},'gender':'male'}"
                        .formatted(profile)));
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.asString()).contains(word);
  }

  /** A profile in the body is data: it decides nothing about what is beside it. */
  @Test
  void aProfileInTheBodyIsNotApplied() {
    String profile =
        "{'resourceType':'StructureDefinition','id':'own','url':'urn:own','name':'Own','status':'active','fhirVersion':'4.0.1','kind':'resource','abstract':false,'type':'Patient','baseDefinition':'http://hl7.org/fhir/StructureDefinition/Patient','derivation':'constraint','differential':{'element':[{'id':'Patient','path':'Patient','constraint':[{'key':'o-1','severity':'error','human':'never','expression':'descendants().descendants().descendants().empty()'}]}]}}";
    Response answer =
        post(
            "/Bundle/$validate",
            "application/fhir+json",
            "{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'urn:uuid:6f1b7c2e-3f0f-4c0b-9f43-1a2b3c4d5e6f','resource':%s},{'fullUrl':'urn:uuid:6f1b7c2e-3f0f-4c0b-9f43-1a2b3c4d5e60','resource':{'resourceType':'Patient','meta':{'profile':['urn:own']},'gender':'male'}}]}"
                .formatted(profile));
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.asString()).contains("urn:own").doesNotContain("o-1");
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
