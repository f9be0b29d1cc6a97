package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the kinds of patch that are served, and the one that is not, in each kind of request. */
class PatchesIT {
  private static final String JSON_PATCH =
      "[{\"op\": \"add\", \"path\": \"/active\", \"value\": true}]";
  private static final String XML_PATCH =
      "<diff xmlns:f=\"http://hl7.org/fhir\"><add sel=\"f:Patient\"><active"
          + " xmlns=\"http://hl7.org/fhir\" value=\"true\"/></add></diff>";
  private static final String FHIR_PATCH =
      """
      {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [
        {"name": "type", "valueCode": "add"}, {"name": "path", "valueString": "Patient"},
        {"name": "name", "valueString": "active"}, {"name": "value", "valueBoolean": true}]}]}\
      """;
  private static final String FHIR_PATCH_XML =
      """
      <Parameters xmlns="http://hl7.org/fhir"><parameter><name value="operation"/>
      <part><name value="type"/><valueCode value="add"/></part><part><name value="path"/><valueString value="Patient"/></part>
      <part><name value="name"/><valueString value="active"/></part><part><name value="value"/><valueBoolean value="true"/></part>
      </parameter></Parameters>\
      """;

  private final RunningServer server = RunningServer.shared();

  @BeforeEach
  void aPatientWhoIsNotActive() {
    server
        .fhir()
        .body(
            "{\"resourceType\": \"Patient\", \"id\": \"to-be-patched\", \"identifier\":"
                + " [{\"system\": \"urn:patches\", \"value\": \"p\"}]}")
        .put("/Patient/to-be-patched");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json-patch+json, 200",
    "application/fhir+json, 200",
    "application/fhir+xml, 200",
    "application/xml-patch+xml, 415",
    "application/xml-patch+xml;charset=UTF-8, 415",
    "Application/XML-Patch+XML, 415"
  })
  void aPatchOfItsOwn(String type, int status) {
    for (String path :
        new String[] {"/Patient/to-be-patched", "/Patient?identifier=urn:patches|p"}) {
      aPatientWhoIsNotActive();
      server
          .fhirUntyped()
          .header("Content-Type", type)
          .body(patch(type).getBytes(StandardCharsets.UTF_8))
          .patch(path)
          .then()
          .statusCode(status);
      isPatched(status == 200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Patient/to-be-patched, application/json-patch+json, 200",
    "Patient/to-be-patched, application/fhir+json, 200",
    "Patient/to-be-patched, application/xml-patch+xml, 415",
    "Patient/to-be-patched, ' application/xml-patch+xml ;charset=UTF-8', 415",
    "Patient?identifier=urn:patches|p, application/json-patch+json, 200",
    "Patient?identifier=urn:patches|p, application/fhir+json, 200",
    "Patient?identifier=urn:patches|p, application/xml-patch+xml, 415"
  })
  void aPatchInABundle(String url, String type, int status) {
    post("batch", url, type)
        .statusCode(200)
        .body("entry[0].response.status", startsWith(String.valueOf(status)));
    isPatched(status == 200);

    aPatientWhoIsNotActive();
    post("transaction", url, type).statusCode(status);
    isPatched(status == 200);
  }

  /** The answer names the alternatives. */
  @Test
  void aResourceIsNoPatch() {
    server
        .fhir()
        .body("{\"resourceType\": \"Patient\", \"active\": true}")
        .patch("/Patient/to-be-patched")
        .then()
        .statusCode(400)
        .body("issue[0].diagnostics", containsString("send Parameters"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/Patient/to-be-patched", "/"})
  void theRefusalNamesTheOtherKinds(String path) {
    (path.equals("/")
            ? post("transaction", "Patient/to-be-patched", "application/xml-patch+xml")
            : server
                .fhirUntyped()
                .header("Content-Type", "application/xml-patch+xml")
                .body(XML_PATCH.getBytes(StandardCharsets.UTF_8))
                .patch(path)
                .then())
        .statusCode(415)
        .body("issue[0].code", equalTo("not-supported"))
        .body("issue[0].diagnostics", containsString("application/json-patch+json"))
        .body("issue[0].diagnostics", containsString("FHIRPath Patch"));
  }

  @Test
  void theCapabilityStatementNamesTheKindsThatAreServed() {
    server
        .fhirUntyped()
        .get("/metadata")
        .then()
        .body(
            "patchFormat",
            containsInAnyOrder(
                "application/fhir+json", "application/fhir+xml", "application/json-patch+json"));
    server
        .fhirUntyped()
        .get("/api-docs")
        .then()
        .statusCode(200)
        .body(not(containsString("xml-patch")));
  }

  /** HAPI includes it. */
  @Test
  void theLibraryThatWouldReadAnXmlPatchIsNotThere() {
    assertThatThrownBy(() -> Class.forName("com.github.dnault.xmlpatch.Patcher"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  private void isPatched(boolean patched) {
    server
        .fhir()
        .get("/Patient/to-be-patched")
        .then()
        .body("active", patched ? equalTo(true) : equalTo(null));
  }

  private ValidatableResponse post(String kind, String url, String type) {
    String resource =
        type.equals("application/fhir+json")
            ? FHIR_PATCH
            : "{\"resourceType\": \"Binary\", \"contentType\": \"%s\", \"data\": \"%s\"}"
                .formatted(
                    type,
                    Base64.getEncoder()
                        .encodeToString(patch(type).getBytes(StandardCharsets.UTF_8)));
    return server
        .fhir()
        .body(
            """
            {"resourceType": "Bundle", "type": "%s", "entry": [
              {"request": {"method": "PATCH", "url": "%s"}, "resource": %s}]}\
            """
                .formatted(kind, url, resource))
        .post("/")
        .then();
  }

  private static String patch(String type) {
    return switch (type) {
      case "application/json-patch+json" -> JSON_PATCH;
      case "application/fhir+json" -> FHIR_PATCH;
      case "application/fhir+xml" -> FHIR_PATCH_XML;
      default -> XML_PATCH;
    };
  }
}
