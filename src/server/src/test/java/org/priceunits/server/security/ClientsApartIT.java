package org.priceunits.server.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that what one client stores does not stand in the way of another, nor show to it. */
class ClientsApartIT {
  private static final String DOSE =
      """
      {"resourceType": "MedicationAdministration", "id": "m-job", "status": "completed",
       "identifier": [{"system": "urn:given", "value": "job"}], "subject": {"reference": "Patient/p-job"},
       "medicationCodeableConcept": {"coding": [{"code": "J9010",
         "system": "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"}]},
       "effectiveDateTime": "2012-03-02T10:00:00-05:00",
       "dosage": {"dose": {"value": 10, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg"}}}\
      """;

  private static final String SID = "https://price-units.github.io/fhir/sid/priced-";
  private static final String CLAIM = "parameter.find { it.name == 'claim' }.resource";

  private static SecuredServer server;

  @BeforeAll
  static void start() {
    server = new SecuredServer();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aConditionalCreateOfOneClientIsNoMatchForAnother() {
    String patient =
        "{\"resourceType\": \"Patient\", \"identifier\": [{\"system\": \"urn:mrn\", \"value\":"
            + " \"same\"}]}";
    for (int status : new int[] {201, 200}) {
      for (String client : new String[] {"ehr-a", "ehr-b"}) {
        server
            .as(client)
            .header("If-None-Exist", "identifier=urn:mrn|same")
            .body(patient)
            .post("/Patient")
            .then()
            .statusCode(status);
      }
    }
  }

  @Test
  void aCancelledClaimReleasesItsAdministrationForItsClient() {
    String claim =
        bill("ehr-a", "dose-2").post("/Claim").then().statusCode(201).extract().path("id");
    server
        .as("ehr-a")
        .body(
            claim("dose-2")
                .replace("draft", "cancelled")
                .replaceFirst("\\{", "{\"id\": \"" + claim + "\", "))
        .put("/Claim/" + claim)
        .then()
        .statusCode(200);
    bill("ehr-a", "dose-2").post("/Claim").then().statusCode(201);
  }

  /** The kinds of writes that put a claim or a charge into the store. */
  @ParameterizedTest
  @CsvSource({
    "POST, Claim, ''",
    "POST, ChargeItem, ''",
    "PUT, Claim, /{id}",
    "PUT, ChargeItem, /{id}",
    "conditional create, Claim, ''",
    "batch, Claim, ''",
    "transaction, Claim, ''",
    "transaction, ChargeItem, ''"
  })
  void aDoseIsBilledOncePerClient(String how, String type, String path) {
    String dose = ("dose-" + how + type).replace(' ', '-');
    for (String client : new String[] {"ehr-a", "ehr-b"}) {
      Response first = write(client, how, type, path, dose);
      assertThat(status(first)).as("the first of " + client + first.asString()).isEqualTo(201);
      Response second = write(client, how, type, path, dose);
      if (how.equals("conditional create")) {
        assertThat(status(second)).as("the second of " + client).isEqualTo(200);
      } else {
        assertThat(status(second)).as("the second of " + client).isEqualTo(409);
        assertThat(second.asString()).contains("already-billed", type + "/", "Cancel that one");
      }
    }
    for (String client : new String[] {"ehr-a", "ehr-b"}) {
      server
          .as(client)
          .queryParam("priced-administration", dose)
          .get("/" + type)
          .then()
          .body("entry.size()", equalTo(1));
    }
  }

  private static int status(Response answer) {
    String entry = answer.path("entry[0].response.status");
    return entry == null ? answer.statusCode() : Integer.parseInt(entry.substring(0, 3));
  }

  private static Response write(String client, String how, String type, String path, String dose) {
    String id = "i" + Math.abs(java.util.concurrent.ThreadLocalRandom.current().nextInt());
    String body = type.equals("Claim") ? claim(dose) : charge(dose);
    RequestSpecification request = server.as(client).urlEncodingEnabled(false);
    return switch (how) {
      case "PUT" ->
          request
              .body(body.replaceFirst("\\{", "{\"id\": \"" + id + "\", "))
              .put("/" + type + path.replace("{id}", id));
      case "conditional create" ->
          request
              .header("If-None-Exist", "identifier=" + SID + "administration|" + dose)
              .body(body)
              .post("/" + type);
      case "batch", "transaction" ->
          request.body(Bodies.bundle(how, Bodies.entry("POST", type, body))).post("/");
      default -> request.body(body).post("/" + type);
    };
  }

  /** In one transaction the old claim leaves before the new one comes. */
  @Test
  void aClaimThatIsDeletedReleasesItsDoseInTheSameTransaction() {
    String old = bill("ehr-a", "dose-3").post("/Claim").then().statusCode(201).extract().path("id");
    String both =
        Bodies.entry("DELETE", "Claim/" + old, null)
            + ","
            + Bodies.entry("POST", "Claim", claim("dose-3"));
    server.as("ehr-a").body(Bodies.bundle("transaction", both)).post("/").then().statusCode(200);
  }

  @Test
  void jobsOfTwoClientsStoreTheClaimsOfTheSameDose() {
    for (int round = 0; round < 2; round++) {
      for (String client : new String[] {"ehr-a", "ehr-b"}) {
        server
            .as(client)
            .body("{\"resourceType\": \"Patient\", \"id\": \"p-job\"}")
            .put("/Patient/p-job");
        server.as(client).body(DOSE).put("/MedicationAdministration/m-job");
        String job =
            server
                .as(client)
                .urlEncodingEnabled(false)
                .header("Prefer", "respond-async")
                .post("/MedicationAdministration/$price-units?criteria=identifier%3Djob&store=true")
                .then()
                .statusCode(202)
                .extract()
                .header("Content-Location");
        String path = job.substring(job.indexOf("/fhir/") + "/fhir".length());
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> server.as(client).get(path).statusCode() != 202);
        server
            .as(client)
            .get("/Claim?patient=Patient/p-job")
            .then()
            .body("entry.size()", equalTo(1));
      }
    }
  }

  /** Who sees all clients writes to the shared partition. */
  @ParameterizedTest
  @CsvSource({"tester, ehr-a", "ehr-a, tester"})
  void aDoseIsBilledByItsClientOrByAnOfficeThatSeesAll(String first, String second) {
    String dose = "dose-first-of-" + first;
    bill(first, dose).post("/Claim").then().statusCode(201);
    bill(second, dose).post("/Claim").then().statusCode(409);
  }

  /** The job reads the partition of its client, where the office's claim is not. */
  @Test
  void aDoseThatTheOfficeBilledDoesNotKeepAJobFromStoringTheOthers() {
    String ours = ended("ehr-a", "").jsonPath().getString("output[0].url");
    List<String> doses =
        file("ehr-a", ours)
            .lines()
            .map(claim -> JsonPath.from(claim))
            .map(claim -> claim.getString("identifier[0].value"))
            .toList();
    assertThat(doses).hasSize(2);
    bill("tester", doses.get(0)).post("/Claim").then().statusCode(201);

    Response answer = ended("ehr-a", "?store=true");

    answer.then().statusCode(200).body("output[0].count", equalTo(2));
    assertThat(file("ehr-a", answer.jsonPath().getString("error[0].url")))
        .containsOnlyOnce("already-billed")
        .contains("The claim is not stored", doses.get(0));
    server
        .as("ehr-a")
        .queryParam("priced-administration", doses.get(1))
        .get("/Claim")
        .then()
        .body("entry.size()", equalTo(1));
  }

  private static Response ended(String client, String query) {
    String one = DOSE.replace("\n", "").replace("\"job\"", "\"office\"");
    String other = one.replace("m-job", "m-other").replace("\"office\"", "\"other\"");
    String job =
        server
            .as(client)
            .urlEncodingEnabled(false)
            .header("Prefer", "respond-async")
            .contentType("application/x-ndjson")
            .body((one + "\n" + other.replace("p-job", "p-other")).getBytes(UTF_8))
            .post("/MedicationAdministration/$price-units" + query)
            .then()
            .statusCode(202)
            .extract()
            .header("Content-Location");
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> server.as(client).urlEncodingEnabled(false).get(path(job)),
            answer -> answer.statusCode() != 202);
  }

  private static String file(String client, String url) {
    return server.as(client).urlEncodingEnabled(false).get(path(url)).asString();
  }

  private static String path(String url) {
    return url.substring(url.indexOf("/fhir/") + "/fhir".length());
  }

  /**
   * Two clients may give one id to their resources: what refers to it is of the one or the other.
   */
  @Test
  void whoSeesAllClientsDoesNotMixTheirRecords() {
    String given =
        """
        {"resourceType": "MedicationAdministration", "id": "a-mixed", "status": "completed",
         "medicationCodeableConcept": {"coding": [{"system": "http://hl7.org/fhir/sid/ndc", "code": "58468-0200-01"}]},
         "subject": {"reference": "Patient/mixed"}, "effectiveDateTime": "2025-08-02T10:00:00-05:00",
         "dosage": {"dose": {"value": 10, "system": "http://unitsofmeasure.org", "code": "mg"}}}\
        """;
    String discarded =
        given
            .replace("a-mixed", "w-mixed")
            .replace("completed", "not-done")
            .replace("10,", "2,")
            .replaceFirst(
                "\\{",
                "{\"partOf\": [{\"reference\": \"MedicationAdministration/a-mixed\"}],"
                    + " \"statusReason\": [{\"coding\": [{\"system\":"
                    + " \"https://price-units.github.io/fhir/CodeSystem/waste-reason\", \"code\":"
                    + " \"drug-discarded\"}]}], ");
    put("ehr-a", "a-mixed", given);
    for (String client : List.of("ehr-b", "ehr-a")) {
      put(client, "w-mixed", discarded);
      String answer =
          server
              .as("tester")
              .get("/MedicationAdministration/a-mixed/$price-units?payer=medicare")
              .asString();
      assertThat(answer).contains("J0202");
      assertThat(answer.contains("\"JW\"")).as(client).isEqualTo(client.equals("ehr-a"));
    }
  }

  private static void put(String client, String id, String administration) {
    server
        .as(client)
        .body(administration)
        .put("/MedicationAdministration/" + id)
        .then()
        .statusCode(201);
  }

  private static RequestSpecification bill(String client, String dose) {
    return server.as(client).body(claim(dose));
  }

  private static String claim(String dose) {
    return """
    {"resourceType": "Claim", "status": "draft", "use": "claim", "created": "2012-03-03",
     "identifier": [{"system": "https://price-units.github.io/fhir/sid/priced-administration", "value": "%s"}],
     "type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/claim-type", "code": "professional"}]},
     "patient": {"display": "x"}, "provider": {"display": "x"}, "priority": {"text": "x"},
     "insurance": [{"sequence": 1, "focal": true, "coverage": {"display": "x"}}]}
    """
        .formatted(dose);
  }

  private static String charge(String dose) {
    return """
    {"resourceType": "ChargeItem", "status": "billable", "code": {"coding": [{"code": "J9010"}]}, "subject": {"display": "x"},
     "identifier": [{"system": "%sadministration", "value": "%s"}, {"system": "%1$sline", "value": "%2$s-1"}]}
    """
        .formatted(SID, dose);
  }

  /** The index tables are asked for one client's partition too, and for the default one. */
  @Test
  void claimsAndDosesOfAnotherClientAreNoNeighbours() {
    Map<String, String> doses = new HashMap<>();
    for (String client : List.of("ehr-a", "ehr-b")) {
      String first = administration(client, "dose-3");
      assertThat(issues(client, first)).doesNotContain("more-administrations-that-day");
      doses.put(client, administration(client, "dose-4"));
      assertThat(issues(client, first)).contains("more-administrations-that-day");
    }
    String claim = json(priced("ehr-a", doses.get("ehr-a")).jsonPath().getMap(CLAIM));
    server.as("ehr-a").body(claim).post("/Claim").then().statusCode(201);

    assertThat(issues("ehr-a", doses.get("ehr-a"))).contains("already-billed");
    assertThat(issues("ehr-b", doses.get("ehr-b"))).doesNotContain("already-billed");
    assertThat(issues("tester", administration("tester", "dose-4")))
        .contains("already-billed", "more-administrations-that-day");
  }

  private static String administration(String client, String dose) {
    return server
        .as(client)
        .body(
            """
            {"resourceType": "MedicationAdministration", "status": "completed",
             "identifier": [{"system": "urn:emr", "value": "%s"}],
             "medicationCodeableConcept": {"text": "alemtuzumab"}, "subject": {"reference": "Patient/apart"},
             "effectiveDateTime": "2012-03-02T10:00:00-05:00",
             "dosage": {"dose": {"value": 10, "system": "http://unitsofmeasure.org", "code": "mg"}}}
            """
                .formatted(dose))
        .post("/MedicationAdministration")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static Response priced(String client, String id) {
    return server
        .as(client)
        .queryParam("payer", "medicare")
        .queryParam("billingCode", "J9010")
        .get("/MedicationAdministration/" + id + "/$price-units")
        .then()
        .statusCode(200)
        .extract()
        .response();
  }

  private static List<String> issues(String client, String id) {
    return priced(client, id)
        .jsonPath()
        .getList(
            "parameter.find { it.name == 'outcome' }.resource.issue.details.coding.code.flatten()");
  }

  private static String json(Map<String, Object> resource) {
    return new ObjectMapper().valueToTree(resource).toString();
  }

  /** A chain without a type asks whatever a reference may point at. */
  @ParameterizedTest
  @CsvSource({
    "editor, /Provenance?target.outcome=0, 403",
    "editor, /Provenance?target.date=gt2020-01-01, 403",
    "editor, /Provenance?target:AuditEvent.outcome=0, 403",
    "tester, /Provenance?target:Patient.name=x, 200",
    "ehr-a, /MedicationAdministration?patient.name=x, 200",
    "tester, /Provenance?target:AuditEvent.outcome=0, 200"
  })
  void chainsTellNobodyElseOfAuditEvents(String who, String search, int status) {
    server.as(who).urlEncodingEnabled(false).get(search).then().statusCode(status);
  }

  @Test
  void conditionalReferencesTellNobodyElseOfAuditEvents() {
    String provenance =
        """
        {"resourceType": "Provenance", "recorded": "2026-01-01T00:00:00Z", "agent": [{"who": {"display": "x"}}],
         "target": [{"reference": "AuditEvent?outcome=0"}]}
        """;
    server
        .as("editor")
        .body(provenance)
        .post("/Provenance")
        .then()
        .statusCode(403)
        .body(containsString("seeing-all-partitions"));
    server
        .as("editor")
        .body(Bodies.bundle("transaction", Bodies.entry("POST", "Provenance", provenance)))
        .post("/")
        .then()
        .statusCode(403)
        .body(containsString("seeing-all-partitions"));
  }
}
