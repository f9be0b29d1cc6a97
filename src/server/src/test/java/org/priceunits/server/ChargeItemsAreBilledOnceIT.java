package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.fhir.Canonicals;

/** Tests that a line of an administration is on one live charge item, whoever stores it. */
class ChargeItemsAreBilledOnceIT {
  private static final String ISSUE = "issue[0].details.coding[0].code";

  private final RunningServer server = RunningServer.shared();

  @Test
  void eachLineOfAnAdministrationIsStoredOnce() {
    String first = id(post(charge("billable", "c-once", "1")).statusCode(201));
    post(charge("billable", "c-once", "2")).statusCode(201);

    post(charge("billable", "c-once", "1"))
        .statusCode(409)
        .body(ISSUE, equalTo("already-billed"))
        .body("issue[0].details.text", containsString("ChargeItem?identifier="))
        .body("issue[0].details.text", containsString("c-once-1"));
    server
        .fhir()
        .queryParam("priced-line", "c-once-1")
        .get("/ChargeItem")
        .then()
        .statusCode(200)
        .body("entry.size()", equalTo(1))
        .body("entry[0].resource.id", equalTo(first.substring("ChargeItem/".length())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"aborted", "entered-in-error", "not-billable"})
  void aCancelledChargeReleasesItsLine(String released) {
    String name = "c-" + released;
    String first = id(post(charge("billable", name, "1")).statusCode(201));
    put("/" + first, withId(first, charge(released, name, "1"))).statusCode(200);

    post(charge("billable", name, "1")).statusCode(201);
  }

  @ParameterizedTest
  @CsvSource({"billed, 409", "planned, 200", "billable, 200"})
  void whatIsBilledIsNotReplaced(String status, int answer) {
    String name = "c-replaced-" + status;
    String first = id(post(charge(status, name, "1")).statusCode(201));

    put("/" + first, withId(first, charge("billable", name, "1"))).statusCode(answer);
    // The condition of the transaction finds billable ones only, so the index answers.
    if (status.equals("billed")) {
      put(
              "/ChargeItem?identifier="
                  + Canonicals.PRICED_LINE
                  + "|"
                  + name
                  + "-1&status=billable",
              charge("billable", name, "1"))
          .statusCode(409)
          .body(ISSUE, equalTo("already-billed"));
    }
  }

  @Test
  void ofManyStoresAtOnceOneWins() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      Callable<Integer> store =
          () ->
              server
                  .fhir()
                  .body(charge("billable", "c-race", "1"))
                  .post("/ChargeItem")
                  .statusCode();
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> answer : clients.invokeAll(Collections.nCopies(24, store))) {
        answers.add(answer.get());
      }
      assertThat(answers).containsOnly(201, 409).containsOnlyOnce(201);
    } finally {
      clients.shutdown();
    }
  }

  private static String charge(String status, String administration, String... lines) {
    String identifiers =
        Stream.concat(
                Stream.of(identifier(Canonicals.PRICED_ADMINISTRATION, administration)),
                Stream.of(lines)
                    .map(line -> identifier(Canonicals.PRICED_LINE, administration + "-" + line)))
            .collect(Collectors.joining(","));
    return """
        {"resourceType": "ChargeItem", "status": "%s", "identifier": [%s],
         "code": {"coding": [{"system": "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "code": "J0202"}]},
         "subject": {"reference": "Patient/p1"}, "occurrenceDateTime": "2025-08-01", "quantity": {"value": 12}}
        """
        .formatted(status, identifiers)
        .strip();
  }

  private static String identifier(String system, String value) {
    return "{\"system\": \"%s\", \"value\": \"%s\"}".formatted(system, value);
  }

  private static String withId(String stored, String charge) {
    return charge.replaceFirst(
        "\\{", "{\"id\": \"" + stored.substring("ChargeItem/".length()) + "\", ");
  }

  private ValidatableResponse post(String charge) {
    return server.fhir().body(charge).post("/ChargeItem").then();
  }

  private ValidatableResponse put(String path, String charge) {
    return server.fhir().urlEncodingEnabled(true).body(charge).put(path).then();
  }

  /** Returns the id as {@code ChargeItem/123}. */
  private static String id(ValidatableResponse created) {
    String location = created.extract().header("Location");
    return location.replaceFirst(".*/(ChargeItem/[^/]+)/_history.*", "$1");
  }
}
