package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests headers, paths and bodies that cannot be: each is answered 4xx in FHIR's words. */
class UnusualRequestsIT {
  private static final int HALF_SENT = 250;

  private final RunningServer server = RunningServer.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /fhir/Patient;x=1",
        "GET /fhir/..;/actuator/env",
        "GET /fhir/../actuator/env",
        "GET /fhir/%2e%2e/actuator",
        "GET /fhir//Patient",
        "GET /error",
        "GET /none",
        "GET /fhir/Patient/%00",
        "GET /fhir/Patient/%ED%A0%80",
        "GET /fhir/Patient?name=%00",
        "GET /fhir/Patient?name=%zz",
        "GET /fhir/Patient/a b",
        "GET /fhir/Patient/none/_history/abc",
        "GET /fhir/Patient/none/_history/99999999999999999999",
        "GET /fhir/Patient/none/bogus",
        "GET /fhir/$bogus",
        "GET /fhir/metadata|Transfer-Encoding: x",
        "PUT /fhir/Patient/u1|Transfer-Encoding: x",
        "PUT /fhir/Patient/u1|If-Match: abc",
        "PUT /fhir/Patient/u1|Content-Length: -1",
        "PUT /fhir/Patient/u1|Content-Encoding: br",
        "GET /fhir/metadata|Accept: text/turtle",
        "GET /fhir/Patient|Accept: text/turtle",
        "GET /fhir/Patient?_format=ttl",
        "GET /fhir/Patient?_format=html/turtle",
        "GET /fhir/Patient?_format=bogus",
        "GET /fhir/Patient|Accept: application/fhir+ndjson",
        "POST /fhir/MedicationAdministration/$price-units|Accept: text/turtle",
        "POST /fhir",
        "POST /fhir/Patient",
        "PUT /fhir/Patient/u1",
        "POST /fhir/Patient|Content-Type: ;;\r\nContent-Length: 2\r\n\r\n{}",
        "GET /fhir/Patient?_id=x|Cache-Control: no-store, max-results=-5",
        "GET /fhir/Patient?_id=x|Cache-Control: no-store, max-results=x",
        "PATCH /fhir/Patient/u1",
        // Nothing is pushed: see conformance.md.
        "GET /fhir/Subscription",
        "GET /fhir/Subscription/s1/$status",
        "GET /fhir/SubscriptionTopic"
      })
  void aRequestThatCannotBeIsRefusedInFhirsWords(String request) throws IOException {
    String[] parts = request.split("\\|", 2);
    String answer =
        sent(
            "%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n"
                .formatted(parts[0], parts.length == 2 ? parts[1] + "\r\n" : ""));
    assertThat(answer)
        .startsWith("HTTP/1.1 4")
        .contains("OperationOutcome")
        .doesNotContain("HAPI-", "Exception", "java.");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:8080, 200",
    "127.0.0.1:80, 200",
    "[::1]:8080, 200",
    "rebound.example.org, 421",
    "127.0.0.1.example.org, 421",
    "localhost.example.org:8080, 421"
  })
  void anOpenServerOnLoopbackAnswersUnderItsOwnNamesOnly(String host, int status)
      throws IOException {
    assertThat(
            sent(
                "GET /fhir/Patient?_count=1 HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                    .formatted(host)))
        .startsWith("HTTP/1.1 " + status)
        .contains(status == 200 ? "Bundle" : "price-units.security.hosts");
  }

  @Test
  void allMembersOfAGzipBodyAreRead() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (String part :
        List.of("{\"resourceType\": \"Patient\",", " \"birthDate\": \"1970-01-01\"}")) {
      try (GZIPOutputStream member = new GZIPOutputStream(members)) {
        member.write(part.getBytes(StandardCharsets.UTF_8));
      }
    }
    server
        .fhir()
        .header("Content-Encoding", "gzip")
        .body(members.toByteArray())
        .post("/Patient")
        .then()
        .statusCode(201)
        .body("birthDate", equalTo("1970-01-01"));
  }

  @Test
  void trailersOfAHundredKilobytesAreRefused() throws IOException {
    assertThat(
            sent(
                "POST /fhir/Patient HTTP/1.1\r\n"
                    + "Host: localhost\r\n"
                    + "Connection: close\r\n"
                    + "Content-Type: application/fhir+json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + "1a\r\n"
                    + "{\"resourceType\":\"Patient\" }\r\n"
                    + "0\r\n"
                    + "X-T: "
                    + "a".repeat(100_000)
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 4")
        .contains("OperationOutcome");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "POST; Patient; {'resourceType':'Patient','name':[{'family':'\\ud800'}]};"
            + " application/fhir+json",
        "POST; Patient; {'resourceType':'Patient','name':[{'family':'a\\u0000b'}]};"
            + " application/fhir+json",
        "POST; Patient; {'resourceType':'Patient','birthDate':' 2020-01-01'};"
            + " application/fhir+json",
        "POST; Patient; {'resourceType':'Patient','birthDate':'2020-01-01 '};"
            + " application/fhir+json",
        "POST; Patient; {'resourceType':'Patient','birthDate':'2020 01 01'}; application/fhir+json",
        "POST; Patient; {'resourceType':'Patient','multipleBirthInteger':'x'};"
            + " application/fhir+json",
        "POST; Subscription; {'resourceType':'Subscription','status':'requested','reason':'x','criteria':'Claim?',"
            + "'channel':{'type':'rest-hook','endpoint':'http://127.0.0.1:1/'}}; application/fhir+json",
        "PUT; Subscription/s1; {'resourceType':'Subscription','id':'s1','status':'requested','reason':'x',"
            + "'criteria':'Claim?','channel':{'type':'rest-hook','endpoint':'http://127.0.0.1:1/'}};"
            + " application/fhir+json",
        "POST; SubscriptionTopic; {'resourceType':'SubscriptionTopic','status':'active'};"
            + " application/fhir+json",
        "POST; Patient/_search; _format=ttl; application/x-www-form-urlencoded",
        "PATCH; Patient/unusual; {}; application/json-patch+json",
        "PATCH; Patient/unusual; null; application/json-patch+json",
        "PATCH; Patient/unusual; [null]; application/json-patch+json",
        "PATCH; Patient/unusual; [{}]; application/json-patch+json",
        "PATCH; Patient/unusual; [{'op':'add'}]; application/json-patch+json",
        "PATCH; Patient/unusual; [{'op':'replace','path':'x','value':1}];"
            + " application/json-patch+json",
        "PATCH; Patient/unusual; [{'op':'copy','from':'/none','path':'/name'}];"
            + " application/json-patch+json",
        "PATCH; Patient/unusual; {'resourceType':'Parameters'}; application/fhir+json",
        "PATCH; Patient/unusual;"
            + " {'resourceType':'Parameters','parameter':[{'name':'operation','part':[{'name':'type','valueCode':'replace'},{'name':'path','valueString':'Patient.name['},{'name':'value','valueBoolean':true}]}]};"
            + " application/fhir+json",
        "PATCH; Patient/unusual;"
            + " {'resourceType':'Parameters','parameter':[{'name':'operation','part':[{'name':'type','valueCode':'replace'},{'name':'path','valueString':'Patient..x'},{'name':'value','valueBoolean':true}]}]};"
            + " application/fhir+json",
        "PATCH; Patient/unusual;"
            + " {'resourceType':'Parameters','parameter':[{'name':'operation','part':[{'name':'type','valueCode':'x'},{'name':'path','valueString':'Patient.active'},{'name':'value','valueBoolean':true}]}]};"
            + " application/fhir+json"
      })
  void aBodyThatCannotBeIsRefused(String method, String path, String body, String type) {
    server
        .fhir()
        .body("{\"resourceType\": \"Patient\", \"id\": \"unusual\"}")
        .put("/Patient/unusual");
    server
        .fhir()
        .contentType(type)
        .body(body.replace('\'', '"'))
        .request(method, "/" + path)
        .then()
        .statusCode(both(greaterThanOrEqualTo(400)).and(lessThan(500)))
        .body("resourceType", equalTo("OperationOutcome"))
        .body(
            allOf(
                not(containsString("HAPI-")),
                not(containsString("Exception")),
                not(containsString("java."))));
  }

  @Test
  void aJsonPatchKeepsTheDigitsOfDecimals() {
    String claim =
        """
        {"resourceType": "Claim", "id": "digits", "status": "draft", "total": {"value": 29284.90, "currency": "USD"},
         "item": [{"sequence": 1, "productOrService": {"text": "x"}, "unitPrice": {"value": 2440.410}, "factor": 0.12345678901234567890}]}\
        """;
    String patch =
        "[{\"op\": \"replace\", \"path\": \"/status\", \"value\": \"active\"},"
            + " {\"op\": \"add\", \"path\": \"/item/0/net\", \"value\": {\"value\": 10.50}},"
            + " {\"op\": \"replace\", \"path\": \"/item/0/factor\", \"value\": 1.200}]";
    server.fhir().body(claim).put("/Claim/digits");
    server
        .fhir()
        .contentType("application/json-patch+json")
        .body(patch)
        .patch("/Claim/digits")
        .then()
        .statusCode(200);
    keptDigits("active");
    String data =
        java.util.Base64.getEncoder()
            .encodeToString(patch.replace("active", "draft").getBytes(StandardCharsets.UTF_8));
    server
        .fhir()
        .body(
            "{\"resourceType\": \"Bundle\", \"type\": \"transaction\", \"entry\": [{\"request\": {\"method\": \"PATCH\", \"url\": \"Claim/digits\"}, \"resource\": {\"resourceType\": \"Binary\", \"contentType\": \"application/json-patch+json\", \"data\": \"%s\"}}]}"
                .formatted(data))
        .post()
        .then()
        .statusCode(200);
    keptDigits("draft");
  }

  private void keptDigits(String status) {
    server
        .fhir()
        .get("/Claim/digits")
        .then()
        .body("status", equalTo(status))
        .body(
            allOf(
                containsString("2440.410"),
                containsString("29284.90"),
                containsString("10.50"),
                containsString("1.200")));
  }

  @Test
  void aBundleAsksForTheDescriptionOfTheServerAFewTimesOnly() {
    String entry = "{\"request\": {\"method\": \"GET\", \"url\": \"metadata\"}}";
    String entries = String.join(",", java.util.Collections.nCopies(2_000, entry));
    server
        .fhir()
        .body("{\"resourceType\": \"Bundle\", \"type\": \"batch\", \"entry\": [" + entries + "]}")
        .post()
        .then()
        .statusCode(413);
  }

  @ParameterizedTest
  @CsvSource({
    "valueCanonical, http://hl7.org/fhir/StructureDefinition/Patient, information",
    "valueUri, http://hl7.org/fhir/StructureDefinition/Patient, information",
    "valueCanonical, http://example.org/StructureDefinition/none, error"
  })
  void validatesAgainstTheProfileInParameters(String type, String profile, String severity) {
    server
        .fhir()
        .body(
            "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"profile\", \"%s\": \"%s\"}, {\"name\": \"resource\", \"resource\": {\"resourceType\": \"Patient\", \"active\": true}}]}"
                .formatted(type, profile))
        .post("/Patient/$validate")
        .then()
        .statusCode(200)
        .body("resourceType", equalTo("OperationOutcome"))
        .body(
            "issue.severity", severity.equals("error") ? hasItem("error") : not(hasItem("error")));
  }

  @Test
  void aStoredAdministrationIsPricedByAPostWithoutABody() {
    server
        .fhir()
        .body(
            "{\"resourceType\": \"MedicationAdministration\", \"id\": \"bodiless\", \"status\":"
                + " \"completed\", \"medicationCodeableConcept\": {\"text\": \"x\"}, \"subject\":"
                + " {\"reference\": \"Patient/x\"}, \"effectiveDateTime\": \"2026-03-12\"}")
        .put("/MedicationAdministration/bodiless");
    server
        .fhir()
        .post("/MedicationAdministration/bodiless/$price-units")
        .then()
        .statusCode(200)
        .body("resourceType", equalTo("Parameters"));
  }

  /** HAPI reads a body of any release as R4. */
  @ParameterizedTest
  @CsvSource({
    "application/fhir+json, application/fhir+json; fhirVersion=4.0, 201",
    "application/fhir+json; fhirVersion=4.0, application/fhir+json, 201",
    "application/fhir+json; FHIRVersion=\"4.0\"; charset=utf-8, application/fhir+json, 201",
    "application/fhir+json; fhirVersion=3.0, application/fhir+json, 415",
    "application/fhir+xml; fhirVersion=5.0, application/fhir+json, 415",
    "application/fhir+json, application/fhir+json; fhirVersion=3.0, 406",
    "application/fhir+json, 'application/fhir+json; fhirVersion=3.0, application/fhir+json;fhirVersion=4.0', 201"
  })
  void anotherReleaseOfFhirIsRefused(String contentType, String accept, int status) {
    server
        .fhirUntyped()
        .header("Content-Type", contentType)
        .header("Accept", accept)
        .body("{\"resourceType\": \"Patient\", \"active\": true}")
        .post("/Patient")
        .then()
        .statusCode(status);
  }

  @ParameterizedTest
  @CsvSource({
    "application/fhir+json;fhirVersion=4.0, 200",
    "application/fhir+json;fhirVersion=3.0, 406",
    "application/fhir+xml;fhirVersion=5.0, 406"
  })
  void aFormatOfAnotherReleaseIsRefused(String format, int status) {
    server
        .fhirUntyped()
        .queryParam("_format", format)
        .get("/Patient?_count=1")
        .then()
        .statusCode(status);
  }

  /** Bodies and answers of jobs do not pass the guard of other requests. */
  @ParameterizedTest
  @CsvSource({
    "POST, application/fhir+ndjson; fhirVersion=5.0, */*, 415",
    "POST, application/ndjson; fhirVersion=3.0, */*, 415",
    "POST, application/fhir+ndjson; fhirVersion=4.0, application/fhir+json; fhirVersion=3.0, 406",
    "POST, application/fhir+ndjson; fhirVersion=4.0.1, */*, 202",
    "GET, , application/fhir+ndjson; fhirVersion=3.0, 406",
    "GET, , application/fhir+ndjson; fhirVersion=4.0, 404",
    "GET, , 'application/fhir+ndjson; fhirVersion=3.0, application/fhir+ndjson', 404"
  })
  void ndjsonOfAnotherReleaseIsRefused(
      String method, @Nullable String type, String accept, int status) {
    RequestSpecification request = server.fhirUntyped().header("Accept", accept);
    if (type != null) {
      request
          .header("Content-Type", type)
          .header("Prefer", "respond-async")
          .body(
              "{\"resourceType\": \"MedicationAdministration\", \"status\": \"completed\"}"
                  .getBytes(StandardCharsets.UTF_8));
    }
    request
        .request(
            method,
            type == null
                ? "/$price-units-job/none/Claim.ndjson"
                : "/MedicationAdministration/$price-units")
        .then()
        .statusCode(status);
  }

  /** Whether there is an answer is not known before the question is looked at. */
  @ParameterizedTest
  @ValueSource(strings = {"*", "W/\"x\""})
  void aCodeThatIsNotThereIsNotUnchanged(String named) {
    server
        .fhirUntyped()
        .header("If-None-Match", named)
        .get(
            "/CodeSystem/$lookup?system=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets&code=NOPE")
        .then()
        .statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metadata",
        "/CodeSystem/$lookup?system=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets&code=J0202",
        "/ValueSet/$expand?url=https://price-units.github.io/fhir/ValueSet/payers"
      })
  void anAnswerThatAClientHasIsNotSentAgain(String path) {
    Response first = server.fhirUntyped().get(path);
    String tag = first.then().statusCode(200).extract().header("ETag");
    assertThat(tag).isNotNull();
    assertThat(first.header("Last-Modified"))
        .matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
    server
        .fhirUntyped()
        .header("If-None-Match", tag)
        .get(path)
        .then()
        .statusCode(304)
        .header("ETag", equalTo(tag));
    server.fhirUntyped().header("If-None-Match", "W/\"x\"").get(path).then().statusCode(200);
    if (path.contains("$")) {
      server
          .fhirUntyped()
          .header("If-None-Match", tag)
          .get(path + "&_pretty=true")
          .then()
          .statusCode(200);
    }
  }

  @Test
  void aTagIsOfOneAnswerAlone() {
    String lookup =
        "/CodeSystem/$lookup?system=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets&code=";
    String tag =
        server.fhirUntyped().get(lookup + "J0202").then().statusCode(200).extract().header("ETag");
    for (String named : List.of("*", tag)) {
      server
          .fhirUntyped()
          .header("If-None-Match", named)
          .get(lookup + "NOPE")
          .then()
          .statusCode(404);
    }
    server.fhirUntyped().header("If-None-Match", tag).get(lookup + "J9010").then().statusCode(200);
    for (String accepted : List.of("Accept", "Accept-Language")) {
      server
          .fhirUntyped()
          .header("If-None-Match", tag)
          .header(accepted, accepted.equals("Accept") ? "application/fhir+xml" : "de")
          .get(lookup + "J0202")
          .then()
          .statusCode(200);
    }
  }

  @Test
  void theStatementListsWhatIsServed() {
    ValidatableResponse statement = server.fhirUntyped().get("/metadata").then();
    statement
        .statusCode(200)
        .body("publisher", equalTo("price-units"))
        .body("implementation.url", equalTo(server.root() + "/fhir"))
        .body("implementationGuide.size()", equalTo(1))
        .body("rest[0].security.cors", equalTo(false))
        .body("instantiates.size()", equalTo(1))
        .body(
            "rest[0].operation.name",
            containsInAnyOrder("versions", "bulk-submit", "bulk-submit-status"))
        .body(
            "rest[0].resource.find { it.type == 'Patient' }.operation.name",
            equalTo(List.of("validate")));
    // A third of what HAPI lists.
    assertThat(statement.extract().asByteArray().length).isLessThan(330_000 / 3);
    server
        .fhirUntyped()
        .get("/api-docs")
        .then()
        .statusCode(200)
        .body(not(containsString("expunge")))
        .body(not(containsString("everything")));
  }

  /** Each holds a thread until it times out; the others have some left. */
  @Test
  void halfSentBodiesLeaveThreadsForOthers() throws IOException {
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < HALF_SENT; i++) {
        Socket socket = open();
        held.add(socket);
        socket
            .getOutputStream()
            .write(
                "POST /fhir/Patient HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\nContent-Length: 100\r\n\r\n{\"resourceType\""
                    .getBytes(StandardCharsets.ISO_8859_1));
      }
      server.fhir().get("/Patient?_count=1").then().statusCode(200).time(lessThan(10_000L));
      server
          .fhir()
          .body("{\"resourceType\": \"Patient\"}")
          .post("/Patient")
          .then()
          .statusCode(201)
          .time(lessThan(10_000L));
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  private String sent(String request) throws IOException {
    try (Socket socket = open()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Socket open() throws IOException {
    @Nullable URI root = URI.create(server.root());
    return new Socket(root.getHost(), root.getPort());
  }
}
