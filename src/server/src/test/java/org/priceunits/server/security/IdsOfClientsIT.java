package org.priceunits.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that ids are those of a client, and that one of another client is like none. */
class IdsOfClientsIT {
  private static final String PATIENT =
      "{\"resourceType\": \"Patient\", \"id\": \"%s\", \"name\": [{\"family\": \"of-%s\"}]}";
  private static final String DOSE =
      """
      {"resourceType": "MedicationAdministration", "id": "%s", "status": "completed", "subject": {"reference": "Patient/%s"},
       "medicationCodeableConcept": {"text": "%s"}, "effectiveDateTime": "2025-05-14"}\
      """;

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

  private static RequestSpecification as(String who) {
    return server.as(who).urlEncodingEnabled(false);
  }

  private static Response put(String who, String id) {
    return as(who).body(PATIENT.formatted(id, who)).put("/Patient/" + id);
  }

  private static void bothPut(String id) {
    put("ehr-a", id).then().statusCode(201);
    put("ehr-b", id).then().statusCode(201);
  }

  @Test
  void eachClientReadsSearchesChangesAndDeletesItsOwn() {
    bothPut("same");
    for (String who : List.of("ehr-a", "ehr-b")) {
      String other = who.equals("ehr-a") ? "ehr-b" : "ehr-a";
      as(who)
          .body(DOSE.formatted("dose", "same", who))
          .put("/MedicationAdministration/dose")
          .then()
          .statusCode(201);
      as(who).get("/Patient/same").then().body("name[0].family", equalTo("of-" + who));
      for (String read :
          List.of(
              "/Patient?_id=same",
              "/Patient/same/_history",
              "/MedicationAdministration?subject=Patient/same&_include=MedicationAdministration:subject",
              "/MedicationAdministration?subject:Patient.family=of-" + who,
              "/Patient?_id=same&_revinclude=MedicationAdministration:subject",
              "/MedicationAdministration/dose/_history/1")) {
        as(who)
            .get(read)
            .then()
            .statusCode(200)
            .body(containsString(who))
            .body(not(containsString(other)));
      }
      put(who, "same").then().statusCode(200);
    }
    as("ehr-a").delete("/MedicationAdministration/dose").then().statusCode(200);
    as("ehr-a").delete("/Patient/same").then().statusCode(200);
    as("ehr-a").get("/Patient/same").then().statusCode(410);
    as("ehr-b").get("/Patient/same").then().statusCode(200);
    put("ehr-a", "same").then().statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "transaction"})
  void bundlesPutTheirClientsOwn(String type) {
    String id = "in-" + type;
    for (int round = 0; round < 2; round++) {
      for (String who : List.of("ehr-a", "ehr-b")) {
        as(who)
            .body(
                Bodies.bundle(
                    type, Bodies.entry("PUT", "Patient/" + id, PATIENT.formatted(id, who))))
            .post("/")
            .then()
            .statusCode(200)
            .body("entry[0].response.status", containsString(round == 0 ? "201" : "200"));
      }
    }
    as("ehr-b").get("/Patient/" + id).then().body("name[0].family", equalTo("of-ehr-b"));
  }

  @Test
  void whoSeesEverythingIsToldWhenAnIdIsOfSeveralAndTakesNone() {
    bothPut("of-two");
    for (String read : List.of("/Patient/of-two", "/Patient?_id=of-two")) {
      as("tester").get(read).then().statusCode(412).body(containsString("search by an identifier"));
    }
    for (String taken : List.of("of-two", "p-a")) {
      put("tester", taken).then().statusCode(409).body(containsString("only this client"));
    }
    put("tester", "free").then().statusCode(201);
    put("tester", "free").then().statusCode(200);
  }

  /** Compares the answers for the id of another client with those for an id that nobody has. */
  @ParameterizedTest
  @CsvSource({
    "GET, /Patient/{id}, ''",
    "GET, /Patient/{id}/_history, ''",
    "GET, /Patient/{id}/_history/1, ''",
    "GET, /Patient?_id={id}, ''",
    "GET, /Patient?_has:Encounter:subject:_id={id}, ''",
    "GET, /Encounter?subject=Patient/{id}, ''",
    "GET, /Encounter?subject:Patient._id={id}, ''",
    "GET, /MedicationAdministration/{id}/$price-units?payer=medicare, ''",
    "GET, /MedicationAdministration/{id}/$validate, ''",
    "GET, /Claim/{id}/$check-units, ''",
    "DELETE, /Patient/{id}, ''",
    "PATCH, /Patient/{id}, patch",
    "POST, /Encounter, reference",
    "POST, /, transaction-reference",
    "POST, /, batch-get",
    "POST, /, transaction-delete",
    "PUT, /Patient/{id}, stale",
    "PUT, /Patient/{id}, patient"
  })
  void anIdOfAnotherClientIsLikeNone(String method, String path, String body) {
    String id = "b-" + Integer.toHexString((method + path + body).hashCode());
    put("ehr-b", id).then().statusCode(201);
    for (String type : List.of("MedicationAdministration", "Encounter", "Claim")) {
      as("ehr-b").body(other(type, id)).put("/" + type + "/" + id).then().statusCode(201);
    }
    String nobodys = "n" + id.substring(1);

    Response foreign = send(method, path, body, id);
    Response unknown = send(method, path, body, nobodys);

    assertThat(comparable(foreign, id)).isEqualTo(comparable(unknown, nobodys));
    as("ehr-b").get("/Patient/" + id).then().statusCode(200).body("meta.versionId", equalTo("1"));
  }

  private static String other(String type, String id) {
    return switch (type) {
      case "Claim" ->
          Bodies.named("claim")
              .replace("\"c-a\"", "\"" + id + "\"")
              .replace("Patient/p-a", "Patient/" + id);
      case "Encounter" -> encounter(id).replaceFirst("\\{", "{\"id\": \"" + id + "\", ");
      default -> DOSE.formatted(id, id, "x");
    };
  }

  private static String encounter(String patient) {
    return "{\"resourceType\": \"Encounter\", \"status\": \"finished\", \"class\": {\"code\": \"AMB\"}, \"subject\": {\"reference\": \"Patient/%s\"}}"
        .formatted(patient);
  }

  private static Response send(String method, String path, String body, String id) {
    RequestSpecification request = as("ehr-a");
    switch (body) {
      case "patch" ->
          request
              .contentType("application/json-patch+json")
              .body("[{\"op\": \"add\", \"path\": \"/active\", \"value\": true}]");
      case "reference" -> request.body(encounter(id));
      case "transaction-reference" ->
          request.body(
              Bodies.bundle("transaction", Bodies.entry("POST", "Encounter", encounter(id))));
      case "batch-get" ->
          request.body(Bodies.bundle("batch", Bodies.entry("GET", "Patient/" + id, null)));
      case "transaction-delete" -> request.body(Bodies.deletion("transaction", "Patient/" + id));
      case "stale" -> request.header("If-Match", "W/\"1\"").body(PATIENT.formatted(id, "a"));
      case "patient" -> request.body(PATIENT.formatted(id, "a"));
      default -> {}
    }
    return request.request(method, path.replace("{id}", id));
  }

  /** Returns the answer without what differs between two requests of any kind. */
  private static String comparable(Response answer, String id) {
    return answer.statusCode()
        + " "
        + answer
            .asString()
            .replace(id, "ID")
            .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[^\"]*", "TIME")
            .replaceAll("/[0-9]+/_history", "/N/_history")
            .replaceAll("\"id\": *\"[0-9A-Za-z-]+\"", "\"id\"")
            .replaceAll("(_getpages=)[0-9a-f-]+", "$1")
            .replaceAll("Took [0-9]+ms", "Took");
  }
}
