package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.priceunits.fhir.Canonicals;

/**
 * Tests that an administration is on one live claim, whoever stores it, on any node and at the same
 * moment.
 */
class ClaimsAreBilledOnceIT {
  private static final String ISSUE = "issue[0].details.coding[0].code";

  private final RunningServer server = RunningServer.shared();

  @Test
  void aSecondClaimIsRefusedAndNamesTheFirst() {
    String first = id(post(claim("draft", "once-1")).statusCode(201));

    post(claim("draft", "once-1", "once-2"))
        .statusCode(409)
        .body(ISSUE, equalTo("already-billed"))
        .body("issue[0].details.text", containsString(first))
        .body("issue[0].details.text", containsString("once-1"));
    post(claim("draft", "once-2")).statusCode(201);
  }

  @Test
  void aCancelledClaimReleasesWhatItBilled() {
    for (String released : List.of("cancelled", "entered-in-error")) {
      String identifier = "released-" + released;
      String first = id(post(claim("active", identifier)).statusCode(201));
      post(claim("draft", identifier)).statusCode(409);

      put("/" + first, withId(first, claim(released, identifier))).statusCode(200);

      post(claim("draft", identifier)).statusCode(201);
    }
  }

  @Test
  void aDraftIsReplacedAndAClaimThatIsNoLongerOneIsNot() {
    String identifier = Canonicals.PRICED_ADMINISTRATION + "|corrected";
    String first = id(post(claim("draft", "corrected")).statusCode(201));

    String corrected = claim("draft", "corrected").replace("Clinic", "Other clinic");
    put("/Claim?identifier=" + identifier, corrected).statusCode(200);
    server.fhir().get("/" + first).then().body("provider.display", equalTo("Other clinic"));
    put("/" + first, withId(first, claim("active", "corrected"))).statusCode(200);

    put("/Claim?identifier=" + identifier, claim("draft", "corrected"))
        .statusCode(409)
        .body(ISSUE, equalTo("already-billed"))
        .body("issue[0].details.text", containsString("no longer a draft"));
  }

  @Test
  void ofManyStoresAtOnceOneWins() throws Exception {
    try (Nodes nodes = Nodes.start()) {
      List<String> claims = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        claims.add(claim("draft", "same"));
        claims.add(claim("draft", "left", "shared"));
        claims.add(claim("draft", "shared", "right"));
        claims.add(claim("draft", "alone-" + i));
      }

      List<Integer> answers = storeAtOnce(nodes, claims);

      assertThat(answers).containsOnly(201, 409);
      for (String identifier : List.of("same", "shared", "alone-0", "alone-49")) {
        assertThat(live(nodes.all().get(0), identifier)).as(identifier).isOne();
      }
      assertThat(answers.stream().filter(s -> s == 201)).hasSize(1 + 1 + 50);
    }
  }

  /** Two nodes on a PostgreSQL; an H2 file belongs to one process. */
  private record Nodes(List<RunningServer> all) implements AutoCloseable {
    static Nodes start() {
      List<String> database = TestDatabase.newDatabase();
      RunningServer first = RunningServer.start(database);
      return TestDatabase.isPostgres()
          ? new Nodes(
              List.of(first, RunningServer.start(database, "--price-units.schema-action=none")))
          : new Nodes(List.of(first));
    }

    @Override
    public void close() {
      all.forEach(RunningServer::close);
    }
  }

  private static List<Integer> storeAtOnce(Nodes nodes, List<String> claims) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < claims.size(); i++) {
        RunningServer node = nodes.all().get(i % nodes.all().size());
        String claim = claims.get(i);
        tasks.add(() -> node.fhir().body(claim).post("/Claim").statusCode());
      }
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> answer : clients.invokeAll(tasks)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      clients.shutdown();
    }
  }

  private static int live(RunningServer node, String identifier) {
    Response found =
        node.fhir().queryParam("priced-administration", identifier).get("/Claim?_summary=count");
    return found.path("total");
  }

  private static String claim(String status, String... identifiers) {
    String all =
        Stream.of(identifiers)
            .map(
                i ->
                    "{\"system\": \"%s\", \"value\": \"%s\"}"
                        .formatted(Canonicals.PRICED_ADMINISTRATION, i))
            .collect(Collectors.joining(","));
    return """
        {"resourceType": "Claim", "status": "%s", "use": "claim", "created": "2026-11-26", "identifier": [%s],
         "type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/claim-type", "code": "professional"}]},
         "patient": {"reference": "Patient/p1"}, "provider": {"display": "Clinic"},
         "priority": {"coding": [{"code": "normal"}]}, "insurance": [{"sequence": 1, "focal": true, "coverage": {"display": "none"}}]}
        """
        .formatted(status, all)
        .strip();
  }

  /** Returns the claim under the id of a stored one. */
  private static String withId(String stored, String claim) {
    return claim.replaceFirst("\\{", "{\"id\": \"" + stored.substring("Claim/".length()) + "\", ");
  }

  private ValidatableResponse post(String claim) {
    return server.fhir().body(claim).post("/Claim").then();
  }

  private ValidatableResponse put(String path, String claim) {
    return server.fhir().urlEncodingEnabled(true).body(claim).put(path).then();
  }

  /** Returns the id as {@code Claim/123}. */
  private static String id(ValidatableResponse created) {
    String location = created.extract().header("Location");
    return location.replaceFirst(".*/(Claim/[^/]+)/_history.*", "$1");
  }
}
