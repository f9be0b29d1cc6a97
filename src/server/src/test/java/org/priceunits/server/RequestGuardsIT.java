package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGuardsIT {
  private static final String JSON = "application/fhir+json";
  private static final String XML = "application/fhir+xml";
  private static final int MIB = 1 << 20;

  private final RunningServer server = RunningServer.shared();

  @Test
  void exponentThatWouldExpandIsRefused() {
    post(JSON, dose("1e1000000"))
        .statusCode(400)
        .body("resourceType", equalTo("OperationOutcome"))
        .time(lessThan(10_000L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1e1000000\"", "\"1\\u0065999999\"", "\"1e-999999\""})
  void exponentInQuotesIsRefusedAfterParsing(String value) {
    post(JSON, dose(value))
        .statusCode(422)
        .body("resourceType", equalTo("OperationOutcome"))
        .time(lessThan(10_000L));
  }

  @Test
  void exponentInXmlIsRefusedAfterParsing() {
    String xml =
        """
        <MedicationAdministration xmlns="http://hl7.org/fhir"><status value="completed"/>
        <dosage><dose><value value="1e1000000"/></dose></dosage></MedicationAdministration>""";
    post(XML, xml).statusCode(422);
  }

  @Test
  void exponentInsideParametersIsRefused() {
    String parameters =
        """
        {"resourceType": "Parameters", "parameter": [{"name": "resource", "resource": %s}]}""";
    server
        .fhir()
        .body(parameters.formatted(dose("\"1e1000000\"")))
        .post("/CodeSystem/$lookup")
        .then()
        .statusCode(422);
  }

  @Test
  void exponentInAPatchIsRefusedAndTheStoredResourceStays() {
    server
        .fhir()
        .body(dose("2").replace("{\"resourceType\"", "{\"id\":\"patched\",\"resourceType\""))
        .put("/MedicationAdministration/patched");
    patch("1e1000000").statusCode(400);
    patch("\"1e1000000\"").statusCode(422);
    patch("3").statusCode(200);
    server
        .fhir()
        .get("/MedicationAdministration/patched")
        .then()
        .statusCode(200)
        .body("dosage.dose.value", equalTo(3));
  }

  private ValidatableResponse patch(String value) {
    return typed("application/json-patch+json")
        .body(
            bytes("[{\"op\":\"replace\",\"path\":\"/dosage/dose/value\",\"value\":" + value + "}]"))
        .patch("/MedicationAdministration/patched")
        .then();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gt1e1000000",
        "1e1000000&identifier=1",
        "1e1000000",
        "1e1000000|http://unitsofmeasure.org|mg",
        "%31e1000000",
        "1%451000000"
      })
  void exponentInAQueryIsRefused(String value) {
    server
        .fhirUntyped()
        .urlEncodingEnabled(false)
        .get("/ChargeItemDefinition?context-quantity=" + value.replace("|", "%7C"))
        .then()
        .statusCode(400)
        .body("resourceType", equalTo("OperationOutcome"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Patient?identifier=4e5678",
        "/Patient?identifier=urn:oid:1.2|4E5678",
        "/MedicationAdministration?subject:Patient.identifier=4e5678",
        "/Patient?_id=4e5678",
        "/MedicationAdministration?code=http://example.org/codes|4e5678"
      })
  void whatOnlyLooksLikeANumberIsSearchedFor(String path) {
    server.fhirUntyped().get(path).then().statusCode(200).body("total", equalTo(0));
  }

  /** HAPI's parser fails on these with exceptions that are not its own refusals. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": {\"resourceType\": \"\"}}]}",
        "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": {\"resource\\u0054ype\": \"\\u0020\"}}]}"
      })
  void aBodyThatTheParserFailsOnIsRefused(String body) {
    post(JSON, body).statusCode(400).body("resourceType", equalTo("OperationOutcome"));
  }

  /** The web server refuses an encoded slash; HAPI parses _filter although it is not served. */
  @ParameterizedTest
  @ValueSource(strings = {"/Patient/a%2Fb", "/Patient/a%5Cb", "/Patient?_filter=x"})
  void whatNobodyServesIsRefusedAsFhir(String path) {
    server
        .fhirUntyped()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(400)
        .contentType("application/fhir+json")
        .body("resourceType", equalTo("OperationOutcome"))
        .body(not(containsString("Tomcat")));
  }

  @Test
  void aDecimalOfAMillionDigitsIsRefusedBeforeItIsParsed() {
    post(JSON, dose("\"" + "1".repeat(1_000_000) + "\""))
        .statusCode(400)
        .body(containsString("more than 10000 characters"));
  }

  @Test
  void aPropertyWithoutANameIsRefused() {
    typed("application/fhir+json")
        .body(bytes("{\"resourceType\": \"Patient\", \"\" : \"x\"}"))
        .post("/Patient")
        .then()
        .statusCode(400)
        .body("resourceType", equalTo("OperationOutcome"));
  }

  /** A HCPCS code that begins with E is not an exponent. */
  @ParameterizedTest
  @ValueSource(strings = {"E1032", "E0001", "e1390"})
  void aCodeThatBeginsWithEIsNoNumber(String code) {
    server.fhirUntyped().get("/ChargeItemDefinition?code=" + code).then().statusCode(200);
  }

  @Test
  void exponentInASearchFormIsRefused() {
    typed("application/x-www-form-urlencoded")
        .body(bytes("context-quantity=1e1000000"))
        .post("/ChargeItemDefinition/_search")
        .then()
        .statusCode(400);
  }

  @Test
  void identifierThatHoldsAnExponentIsNoNumber() {
    server.fhirUntyped().get("/Claim?identifier=urn:x|ab7e123").then().statusCode(200);
  }

  @Test
  void bodyBeyondTheLimitIsTooLong() {
    byte[] body = new byte[20 * MIB];
    Arrays.fill(body, (byte) ' ');
    typed(JSON)
        .body(body)
        .post("/MedicationAdministration")
        .then()
        .statusCode(413)
        .body("issue[0].code", equalTo("too-long"));
  }

  @Test
  void gzipIsRead() throws IOException {
    zipped(gzip(bytes(dose("2")))).statusCode(201);
  }

  @Test
  void gzipThatUnpacksBeyondTheLimitIsTooLong() throws IOException {
    zipped(gzip(new byte[64 * MIB])).statusCode(413);
  }

  @Test
  void gzipDoesNotHideANumber() throws IOException {
    zipped(gzip(bytes(dose("1e1000000")))).statusCode(400);
  }

  @Test
  void brokenGzipIsABadRequest() throws IOException {
    zipped(bytes("not gzip at all")).statusCode(400);
    zipped(Arrays.copyOf(gzip(bytes(dose("2"))), 30)).statusCode(400);
  }

  @ParameterizedTest
  @CsvSource({
    "application/fhir+json, 201",
    "application/json, 201",
    "application/fhir+json;charset=UTF-8, 201",
    "application/fhir+json;charset=UTF-16, 415",
    "text/plain, 415",
    "application/octet-stream, 415",
    "application/x-www-form-urlencoded, 415",
    "application/json-patch+json, 415",
    "multipart/form-data, 415"
  })
  void contentTypeDecides(String type, int status) {
    post(type, dose("2")).statusCode(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/fhir+xml", "application/xml"})
  void xmlIsRead(String type) {
    post(
            type,
            "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"true\"/></Patient>",
            "/Patient")
        .statusCode(201);
  }

  @Test
  void searchFormIsRead() {
    typed("application/x-www-form-urlencoded")
        .body(bytes("url=urn:none"))
        .post("/ValueSet/_search")
        .then()
        .statusCode(200)
        .body("entry", nullValue());
  }

  @Test
  void postWithoutBodyNeedsNoType() throws IOException, InterruptedException {
    String path =
        "/fhir/CodeSystem/$lookup?code=J0202&system=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
    HttpRequest untyped =
        HttpRequest.newBuilder(URI.create(server.root() + path))
            .POST(BodyPublishers.noBody())
            .build();
    assertThat(HttpClient.newHttpClient().send(untyped, BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "100, false",
    "450, false",
    "3000, false",
    "100000, false",
    "400, true",
    "3000, true",
    "50000, true"
  })
  void deepNestingNeverFailsTheServer(int depth, boolean xml) {
    String body = xml ? deepXml(depth) : deepJson(depth);
    post(xml ? XML : JSON, body, "/Patient").statusCode(lessThan(500));
  }

  @Test
  void refusalIsXmlForAClientThatAsksForXml() {
    server
        .fhir()
        .accept(XML)
        .body(dose("1e1000000"))
        .post("/MedicationAdministration")
        .then()
        .statusCode(400)
        .contentType(containsString(XML))
        .body(containsString("<OperationOutcome"));
  }

  private static String deepJson(int depth) {
    return "{\"resourceType\":\"Patient\",\"extension\":"
        + "[{\"url\":\"u\",\"extension\":".repeat(depth)
        + "[]"
        + "}]".repeat(depth)
        + "}";
  }

  private static String deepXml(int depth) {
    return "<Patient xmlns=\"http://hl7.org/fhir\">"
        + "<extension url=\"u\">".repeat(depth)
        + "<valueCode value=\"x\"/>"
        + "</extension>".repeat(depth)
        + "</Patient>";
  }

  private static String dose(String value) {
    return """
        {"resourceType":"MedicationAdministration","status":"completed","dosage":{"dose":{"value":%s,"unit":"mg"}}}"""
        .formatted(value);
  }

  private ValidatableResponse post(String type, String body) {
    return post(type, body, "/MedicationAdministration");
  }

  private ValidatableResponse post(String type, String body, String path) {
    return typed(type).body(bytes(body)).post(path).then();
  }

  private ValidatableResponse zipped(byte[] body) {
    return typed(JSON)
        .header("Content-Encoding", "gzip")
        .body(body)
        .post("/MedicationAdministration")
        .then();
  }

  /** Sends the bytes and the content type unchanged. */
  private RequestSpecification typed(String type) {
    return server
        .fhirUntyped()
        .config(
            RestAssured.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(type, ContentType.BINARY)))
        .header("Content-Type", type);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    }
    return out.toByteArray();
  }
}
