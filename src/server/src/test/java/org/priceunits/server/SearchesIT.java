package org.priceunits.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a search answers what was asked, or says what it does not understand. */
class SearchesIT {
  private final RunningServer server = RunningServer.shared();

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "questions.csv",
      delimiter = ';',
      numLinesToSkip = 1,
      quoteCharacter = '\'')
  void aQuestionIsUnderstoodOrRefused(String query, int status) {
    server
        .fhirUntyped()
        .urlEncodingEnabled(false)
        .get("/" + query)
        .then()
        .statusCode(status)
        .body("resourceType", equalTo(status == 200 ? "Bundle" : "OperationOutcome"))
        .body(
            allOf(
                not(containsString("HAPI-")),
                not(containsString("Exception")),
                not(containsString("HFJ_"))));
  }

  /** A number with a long exponent would be written out: wherever the search stands. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "GET entry; context-quantity=5; 200",
        "GET entry; context-quantity=1e999999999; 400",
        "GET entry; context-type-quantity=age$1e999999999; 400",
        "PUT entry; context-quantity=1e999999999; 400",
        "PUT entry; context-type-quantity=age$1e999999999; 400",
        "DELETE entry; context-type-quantity=age$1e999999999; 400",
        "ifNoneExist; context-quantity=1e999999999; 400",
        "ifNoneExist; context-type-quantity=age$1e999999999; 400",
        "If-None-Exist; context-quantity=1e999999999; 400",
        "If-None-Exist; context-type-quantity=age$1e999999999; 400",
        "PUT; context-quantity=1e999999999; 400",
        "PUT; context-type-quantity=age$1e999999999; 400",
        "DELETE; context-type-quantity=age$1e999999999; 400"
      })
  void noSearchWritesALongNumberOut(String place, String query, int status) {
    String resource =
        "{\"resourceType\":\"ChargeItemDefinition\",\"url\":\"urn:never\",\"status\":\"draft\"}";
    String url = "ChargeItemDefinition?" + query;
    RequestSpecification request = server.fhir().urlEncodingEnabled(false);
    Response answer =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(30),
            () ->
                switch (place) {
                  case "If-None-Exist" ->
                      request
                          .header("If-None-Exist", url)
                          .body(resource)
                          .post("/ChargeItemDefinition");
                  case "PUT" -> request.body(resource).put("/" + url);
                  case "DELETE" -> request.delete("/" + url);
                  case "ifNoneExist" ->
                      request
                          .body(transaction("POST", "ChargeItemDefinition", url, resource))
                          .post();
                  default ->
                      request.body(transaction(place.split(" ")[0], url, null, resource)).post();
                });
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
  }

  private static String transaction(
      String method, String url, @Nullable String ifNoneExist, String resource) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"%s\",\"url\":\"%s\"%s}%s}]}"
        .formatted(
            method,
            url,
            ifNoneExist == null ? "" : ",\"ifNoneExist\":\"" + ifNoneExist + "\"",
            method.startsWith("P") ? ",\"resource\":" + resource : "");
  }

  @Test
  void aLenientSearchDropsWhatItDoesNotUnderstandAndItsSelfLinkTellsSo() {
    server
        .fhir()
        .header("Prefer", "handling=lenient")
        .get("/ChargeItemDefinition?code:nott=J0202&bogus=x&_count=1&status=active")
        .then()
        .statusCode(200)
        .body(
            "link.find { it.relation == 'self' }.url",
            allOf(
                containsString("status=active"),
                not(containsString("nott")),
                not(containsString("bogus"))));
  }

  @ParameterizedTest
  @CsvSource({"DELETE, batch", "GET, transaction"})
  void aConditionOrSearchInABundleIsCheckedToo(String method, String kind) {
    String entry =
        "{\"resourceType\": \"Bundle\", \"type\": \"%s\", \"entry\": [{\"request\": {\"method\": \"%s\", \"url\": \"Patient?name:nott=x\"}}]}"
            .formatted(kind, method);
    server
        .fhir()
        .body(entry)
        .post()
        .then()
        .statusCode(kind.equals("batch") ? 200 : 400)
        .body(containsString("The modifier :nott of name is not known"));
  }

  @Test
  void aDeletionByAConditionThatIsNotUnderstoodDeletesNothing() {
    server.fhir().delete("/Patient?identifier:nott=x").then().statusCode(400);
    server
        .fhir()
        .header("If-None-Exist", "identifier:nott=x")
        .body("{\"resourceType\": \"Patient\"}")
        .post("/Patient")
        .then()
        .statusCode(400);
  }

  @Test
  void aParameterIsNotRepeatedWithoutEnd() {
    String repeated =
        IntStream.range(0, 300).mapToObj(i -> "identifier=urn:x|" + i).collect(joining("&"));
    String twenty =
        IntStream.range(0, 20).mapToObj(i -> "identifier=urn:x|" + i).collect(joining("&"));
    server
        .fhir()
        .contentType("application/x-www-form-urlencoded")
        .body(repeated)
        .post("/Patient/_search")
        .then()
        .statusCode(413);
    server.fhir().get("/Patient?" + twenty).then().statusCode(200);
  }

  /** Each repeat multiplies the rows of a patient with many names by as many again. */
  @Test
  void aPatientWithManyNamesIsFoundSoon() {
    String names =
        IntStream.range(0, 30).mapToObj(i -> "{\"given\":[\"a" + i + "\"]}").collect(joining(","));
    put("Patient/many-names", "\"name\":[" + names + "]");
    String same = IntStream.range(0, 20).mapToObj(i -> "given=a").collect(joining("&"));
    server
        .fhir()
        .get("/Patient?_id=many-names&" + same)
        .then()
        .statusCode(200)
        .time(lessThan(20_000L))
        .body("entry.size()", equalTo(1));
    String others = IntStream.range(0, 20).mapToObj(i -> "given=a,b" + i).collect(joining("&"));
    server
        .fhir()
        .get("/Patient?_id=many-names&" + others)
        .then()
        .statusCode(413)
        .body("issue[0].diagnostics", containsString("repeats its parameters 19 times"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ChargeItemDefinition; code; https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets|J0202; fee-medicare-j0202",
        "ChargeItemDefinition; code; urn:oid:2.16.840.1.113883.6.285|J0202; fee-medicare-j0202",
        "CodeSystem; url; https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets; hcpcs",
        "CodeSystem; url; urn:oid:2.16.840.1.113883.6.285; hcpcs",
        "ConceptMap; source-system; https://hl7.org/fhir/sid/ndc; ndc-hcpcs",
        "MedicationKnowledge; code; http://hl7.org/fhir/sid/ndc|58468-0200-01; ndc-58468020001",
        "MedicationKnowledge; code; urn:oid:2.16.840.1.113883.6.69|58468-0200-1; ndc-58468020001",
        "MedicationKnowledge; code; 58468-0200-1; ndc-58468020001",
        "MedicationKnowledge; code; 58468020001; ndc-58468020001",
        "ValueSet; title:contains; drug; drugs",
        "ValueSet; name; drugs; drugs"
      })
  void equalFormsOfACodeFindTheSame(String type, String parameter, String value, String id) {
    server
        .fhir()
        .queryParam(parameter, value)
        .get("/" + type)
        .then()
        .statusCode(200)
        .body("entry.resource.id", hasItem(startsWith(id)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "MedicationAdministration; medication.code; http://hl7.org/fhir/sid/ndc|58468020001; 1",
        "MedicationAdministration; medication.code; https://hl7.org/fhir/sid/ndc|58468-0200-01; 1",
        "MedicationAdministration; medication:Medication.code; urn:oid:2.16.840.1.113883.6.69|58468-0200-1; 1",
        "MedicationAdministration; medication.code; https://hl7.org/fhir/sid/ndc|58468-0200-02; 0",
        "Patient; _has:MedicationAdministration:subject:code; https://hl7.org/fhir/sid/ndc|58468-0200-01; 1",
        "Patient; _has:MedicationAdministration:subject:code; https://hl7.org/fhir/sid/ndc|58468-0200-02; 0"
      })
  void equalFormsOfACodeFindTheSameAtTheEndOfAChain(
      String type, String parameter, String value, int found) {
    String code =
        "{\"coding\": [{\"system\": \"http://hl7.org/fhir/sid/ndc\", \"code\": \"58468020001\"}]}";
    put("Medication/chained", "\"code\": " + code);
    put("Patient/chained", "\"active\": true");
    String given = "\"status\": \"completed\", \"subject\": {\"reference\": \"Patient/chained\"}, ";
    put(
        "MedicationAdministration/chained",
        given + "\"medicationReference\": {\"reference\": \"Medication/chained\"}");
    put("MedicationAdministration/coded", given + "\"medicationCodeableConcept\": " + code);
    server
        .fhir()
        .queryParam("_id", "chained")
        .queryParam("_summary", "count")
        .queryParam(parameter, value)
        .get("/" + type)
        .then()
        .statusCode(200)
        .body("total", equalTo(found));
  }

  @ParameterizedTest
  @CsvSource({
    "focus$http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets|J0202, 1",
    "focus$https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets|J0202, 1",
    "focus$urn:oid:2.16.840.1.113883.6.285|J0202, 1",
    "task$https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets|J0202, 0",
    "focus$https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets|J0201, 0"
  })
  void theFormThatTheServerWritesIsFoundInAComposite(String value, int found) {
    put(
        "ValueSet/composite",
        "\"status\": \"draft\", \"useContext\": [{\"code\": {\"system\": \"http://terminology.hl7.org/CodeSystem/usage-context-type\", \"code\": \"focus\"}, \"valueCodeableConcept\": {\"coding\": [{\"system\": \"http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets\", \"code\": \"J0202\"}]}}]");
    server
        .fhir()
        .queryParam("_id", "composite")
        .queryParam("_summary", "count")
        .queryParam("context-type-value", value)
        .get("/ValueSet")
        .then()
        .statusCode(200)
        .body("total", equalTo(found));
  }

  private void put(String path, String elements) {
    String[] name = path.split("/");
    server
        .fhir()
        .body(
            "{\"resourceType\": \"%s\", \"id\": \"%s\", %s}".formatted(name[0], name[1], elements))
        .put("/" + path)
        .then()
        .statusCode(lessThan(300));
  }

  @ParameterizedTest
  @CsvSource({
    "/Claim/_history?status=active, 400",
    "/Claim/_history?_count=2&_since=2020-01-01T00:00:00Z, 200",
    "/Claim/_history?colour=red, 400",
    "/_history?status=active, 400",
    "/_history?_count=1, 200",
    "/MedicationKnowledge/ndc-58468020001/_history?code=x, 400",
    "/MedicationKnowledge/ndc-58468020001/_history?_format=json, 200"
  })
  void aHistoryIsNotSearched(String path, int status) {
    server.fhir().urlEncodingEnabled(false).get(path).then().statusCode(status);
    server
        .fhir()
        .urlEncodingEnabled(false)
        .header("Prefer", "handling=lenient")
        .get(path)
        .then()
        .statusCode(200);
    server
        .fhir()
        .body(
            "{\"resourceType\": \"Bundle\", \"type\": \"batch\", \"entry\": [{\"request\": {\"method\": \"GET\", \"url\": \"%s\"}}]}"
                .formatted(path.substring(1)))
        .post("/")
        .then()
        .statusCode(200)
        .body("entry[0].response.status", startsWith(path.startsWith("/_") ? "" : "" + status));
  }

  @ParameterizedTest
  @CsvSource({
    "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets, 2",
    "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets, 2",
    "urn:oid:2.16.840.1.113883.6.285, 2",
    "https://price-units.github.io/fhir/CodeSystem/payer, 2"
  })
  void allCodesOfASystemAreASet(String system, int count) {
    server
        .fhir()
        .queryParam("url", system + "?fhir_vs")
        .queryParam("count", count)
        .get("/ValueSet/$expand")
        .then()
        .statusCode(200)
        .body("expansion.contains.size()", anyOf(equalTo(count)));
  }
}
