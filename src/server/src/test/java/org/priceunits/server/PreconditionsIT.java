package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a write is done only for the version that it states. */
class PreconditionsIT {
  private static final String PATIENT = "Patient/stated";
  private static final String CONDITION = "/Patient?identifier=urn:stated|1";
  private static final String JSON_PATCH = "application/json-patch+json";

  private static final String FHIR_PATCH =
      "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"operation\", \"part\": [{\"name\": \"type\", \"valueCode\": \"replace\"}, {\"name\": \"path\", \"valueString\": \"Patient.gender\"}, {\"name\": \"value\", \"valueCode\": \"other\"}]}]}";

  private final RunningServer server = RunningServer.shared();
  private int version;

  /** Stores the patient again; the version after the first of the two is {@code version}. */
  @BeforeEach
  void storedTwice() {
    put("male");
    version = put("female");
  }

  private int put(String gender) {
    String etag =
        server.fhir().body(patient(gender)).put("/" + PATIENT).then().extract().header("ETag");
    return Integer.parseInt(etag.replaceAll("\\D", ""));
  }

  private static String patient(String gender) {
    return "{\"resourceType\": \"Patient\", \"id\": \"stated\", \"gender\": \"%s\", \"identifier\": [{\"system\": \"urn:stated\", \"value\": \"1\"}]}"
        .formatted(gender);
  }

  /** In the table the stored version is 2, and the one before it 1. */
  private String inTable(String value) {
    return value
        .replace("\"2\"", "\"" + version + "\"")
        .replace("\"1\"", "\"" + (version - 1) + "\"");
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvFileSource(
      resources = "preconditions.csv",
      delimiter = ';',
      numLinesToSkip = 1,
      quoteCharacter = '\'')
  void aWriteIsDoneForTheStatedVersionOnly(
      String write, String header, String value, String status) {
    Response answer = send(write, server.fhir().header(header, inTable(value)));

    assertThat(Integer.toString(answer.statusCode())).startsWith(status);
    if (status.startsWith("4")) {
      answer.then().body("resourceType", equalTo("OperationOutcome"));
      server
          .fhir()
          .get("/" + PATIENT)
          .then()
          .statusCode(200)
          .body("meta.versionId", equalTo(Integer.toString(version)));
    }
  }

  private Response send(String write, RequestSpecification request) {
    String patch = "[{\"op\": \"replace\", \"path\": \"/gender\", \"value\": \"other\"}]";
    return switch (write) {
      case "PUT" -> request.body(patient("other")).put("/" + PATIENT);
      case "PUT by condition" -> request.body(patient("other")).put(CONDITION);
      case "PUT of a new one" -> {
        server.fhir().delete("/Patient/stated-new");
        String id = "stated-new-" + Integer.toHexString(request.hashCode());
        yield request
            .body("{\"resourceType\": \"Patient\", \"id\": \"" + id + "\"}")
            .put("/Patient/" + id);
      }
      case "PATCH" -> request.contentType(JSON_PATCH).body(patch).patch("/" + PATIENT);
      case "PATCH by condition" -> request.contentType(JSON_PATCH).body(patch).patch(CONDITION);
      case "DELETE" -> request.delete("/" + PATIENT);
      case "DELETE by condition" -> request.delete(CONDITION);
      case "DELETE of none" -> request.delete("/Patient?identifier=urn:stated|none");
      case "POST" -> request.body("{\"resourceType\": \"Patient\"}").post("/Patient");
      default -> request.body("{\"resourceType\": \"Bundle\", \"type\": \"batch\"}").post();
    };
  }

  @ParameterizedTest(name = "{0}: {1} {2} with {3}")
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = ';',
      value = {
        "transaction; DELETE; Patient/stated; 1; 412",
        "transaction; DELETE; Patient?identifier=urn:stated|1; 1; 412",
        "transaction; PUT; Patient/stated; 1; 412",
        "transaction; PUT; Patient?identifier=urn:stated|1; 1; 412",
        "transaction; DELETE; Patient/stated; 2; 200",
        "transaction; PUT; Patient/stated; 2; 200",
        "transaction; PATCH; Patient/stated; 1; 412",
        "transaction; PATCH; Patient?identifier=urn:stated|1; 1; 412",
        "transaction; PATCH; Patient/stated; 2; 200",
        "batch; PATCH; Patient/stated; 1; 412",
        "batch; PATCH; Patient?identifier=urn:stated|1; 2; 200",
        "batch; DELETE; Patient/stated; 1; 412",
        "batch; DELETE; Patient?identifier=urn:stated|1; 1; 412",
        "batch; PUT; Patient/stated; 1; 412",
        "batch; PUT; Patient?identifier=urn:stated|1; 2; 200",
        "batch; PUT; Patient/stated; x; 400",
        "transaction; PUT; Patient/stated; x; 400"
      })
  void anEntryIsDoneForTheStatedVersionOnly(
      String kind, String method, String url, String tag, String status) {
    String ifMatch =
        tag.equals("x") ? tag : "W/\\\"" + (tag.equals("2") ? version : version - 1) + "\\\"";
    String resource =
        switch (method) {
          case "PUT" -> ", \"resource\": " + patient("other");
          case "PATCH" -> ", \"resource\": " + FHIR_PATCH;
          default -> "";
        };
    Response answer =
        server
            .fhir()
            .body(
                "{\"resourceType\": \"Bundle\", \"type\": \"%s\", \"entry\": [{\"request\": {\"method\": \"%s\", \"url\": \"%s\", \"ifMatch\": \"%s\"}%s}]}"
                    .formatted(kind, method, url, ifMatch, resource))
            .post();

    if (kind.equals("batch")) {
      answer
          .then()
          .statusCode(200)
          .body("entry[0].response.status", startsWith(status.substring(0, 2)));
    } else {
      answer.then().statusCode(Integer.parseInt(status));
    }
    if (status.startsWith("4")) {
      server.fhir().get("/" + PATIENT).then().statusCode(200).body("gender", equalTo("female"));
    }
  }

  /** Both read the same version; the first to store makes the other's statement untrue. */
  @ParameterizedTest
  @ValueSource(strings = {"transaction", "batch"})
  void ofTwoWritesForOneVersionOneIsDone(String kind) throws Exception {
    String body =
        "{\"resourceType\": \"Bundle\", \"type\": \"%s\", \"entry\": [{\"request\": {\"method\": \"PUT\", \"url\": \"Patient/stated\", \"ifMatch\": \"W/\\\"%d\\\"\"}, \"resource\": %s}]}";
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (String gender : List.of("other", "unknown")) {
        String bundle = body.formatted(kind, version, patient(gender));
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  Response answer = server.fhir().body(bundle).post();
                  return answer.statusCode() == 200
                      ? answer.path("entry[0].response.status")
                      : String.valueOf(answer.statusCode());
                }));
      }
      List<String> statuses = new ArrayList<>();
      for (Future<String> answer : answers) {
        statuses.add(answer.get().substring(0, 3));
      }

      assertThat(statuses).containsOnlyOnce("200");
      assertThat(statuses).doesNotContain("500").filteredOn(s -> s.startsWith("4")).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
    server
        .fhir()
        .get("/" + PATIENT)
        .then()
        .statusCode(200)
        .body("meta.versionId", equalTo(String.valueOf(version + 1)));
  }

  @Test
  void aReadIsAnsweredOnlyIfItIsNew() {
    server
        .fhir()
        .header("If-None-Match", "W/\"" + version + "\"")
        .get("/" + PATIENT)
        .then()
        .statusCode(304);
  }
}
