package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.SearchParameter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.server.guard.StoredExpressions;
import org.springframework.boot.actuate.health.Status;

/**
 * A FHIRPath expression whose regular expression backtracks without end blocks a thread
 * permanently: each later write if it is a search parameter's, each validation if it is a
 * profile's. Tests that it is not stored, and that such requests end.
 */
class BacktrackingExpressionsIT {
  private static final String SEARCH_PARAMETER = "/SearchParameter/backtracking";
  private static final Duration SOON = Duration.ofSeconds(30);

  /**
   * FHIRPath in JSON: {@code ^((a+)+)\2?$}. The back reference disables Java's optimization of
   * simpler expressions.
   */
  private static final String REGEX = "'^((a+)+)\\\\\\\\2?$'";

  private static final String FORTY_LETTERS = "a".repeat(40);
  private static final String PATIENT =
      "{\"resourceType\": \"Patient\", \"id\": \"backtracking\", \"name\": [{\"family\": \"%s!\"}]}"
          .formatted(FORTY_LETTERS);
  private static RunningServer server;

  /** Not the shared server: a thread that never ends would take a processor from all tests. */
  @BeforeAll
  static void start() {
    server = RunningServer.start(TestDatabase.newDatabase());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void withoutTheDefinitions() {
    server.fhir().delete(SEARCH_PARAMETER);
    server.fhir().delete("/StructureDefinition/backtracking");
    server.bean(ISearchParamRegistry.class).forceRefresh();
  }

  /** An older release, or another program on the database, may have stored it. */
  @Test
  void aStartNamesWhatIsStoredAndWouldBeRefused() {
    StoredExpressions stored = server.bean(StoredExpressions.class);
    assertThat(stored.health().getDetails()).as("what is shipped").isEmpty();
    SearchParameter parameter = new SearchParameter();
    parameter.setUrl("urn:backtracking").setCode("backtracking").setType(SearchParamType.TOKEN);
    parameter.setName("Old").setDescription("x").addBase("Patient").setId("backtracking");
    parameter.setStatus(PublicationStatus.DRAFT);
    parameter.setExpression("Patient.name.where(family.matches('^(a+)+$')).family");
    server
        .bean(DaoRegistry.class)
        .getResourceDao(SearchParameter.class)
        .update(parameter, new SystemRequestDetails());

    stored.check();

    assertThat(stored.health().getStatus()).isEqualTo(Status.UP);
    assertThat(stored.health().getDetails().toString()).contains("SearchParameter/backtracking");
  }

  /**
   * @param expression over the names of a patient, with {@code REGEX} in place of the backtracking
   *     expression
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient.name.where(family.matches(REGEX)).family",
        "Patient.name.where(family.matchesFull(REGEX)).family",
        "Patient.name.family.select(replaceMatches(REGEX, 'b'))",
        "Patient.name.where(family.matches(given.first())).family",
        "Patient.name.where(family.matches(REGEX & '$')).family",
        "Patient.name.where(`family`.`matches`(REGEX)).family"
      })
  void aWriteEndsWhateverSearchParameterIsOffered(String expression) {
    Response offered = server.fhir().body(searchParameter(expression)).put(SEARCH_PARAMETER);
    server.bean(ISearchParamRegistry.class).forceRefresh();

    Response written = ends(server.fhir().body(PATIENT), "PUT", "/Patient/backtracking");

    assertThat(written.statusCode()).isBetween(200, 499);
    assertThat(offered.statusCode()).isEqualTo(422);
    assertThat(offered.asString()).contains("might hold a thread for ever");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient.name.where(family.matches('^[A-Z][a-z]{1,40}$')).family",
        "Patient.name.family.where($this = 'matches(x)')"
      })
  void aSearchParameterThatEndsIsStored(String expression) {
    server
        .fhir()
        .body(searchParameter(expression))
        .put(SEARCH_PARAMETER)
        .then()
        .statusCode(lessThan(300));
  }

  private static String searchParameter(String expression) {
    return """
    {"resourceType": "SearchParameter", "id": "backtracking", "url": "urn:backtracking", "name": "Backtracking",
     "status": "active", "description": "x", "code": "backtracking", "base": ["Patient"], "type": "string",
     "expression": "%s"}\
    """
        .formatted(expression.replace("REGEX", REGEX));
  }

  /**
   * @param element of the differential, after its path
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'constraint': [{'key': 'b-1', 'severity': 'error', 'human': 'x', 'expression':"
            + " 'name.all(family.matches(REGEX))'}]",
        "'constraint': [{'key': 'b-1', 'severity': 'error', 'human': 'x', 'expression':"
            + " 'name.all(family.matchesFull(REGEX))'}]",
        "'extension': [{'url': 'http://hl7.org/fhir/StructureDefinition/regex', 'valueString':"
            + " '((a+)+)\\\\2?'}]"
      })
  void aValidationEndsWhateverProfileIsOffered(String element) {
    String path = element.startsWith("'extension'") ? "Patient.name.family" : "Patient";
    Response offered =
        server
            .fhir()
            .body(
                """
                {"resourceType": "StructureDefinition", "id": "backtracking", "url": "urn:profile:backtracking",
                 "name": "Backtracking", "status": "active", "fhirVersion": "4.0.1", "kind": "resource", "abstract": false,
                 "type": "Patient", "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Patient",
                 "derivation": "constraint", "differential": {"element": [{"id": "%1$s", "path": "%1$s", %2$s}]}}\
                """
                    .formatted(path, element.replace('\'', '"').replace("REGEX", REGEX)))
            .put("/StructureDefinition/backtracking");

    Response answer =
        ends(
            server.fhir().queryParam("profile", "urn:profile:backtracking").body(PATIENT),
            "POST",
            "/Patient/$validate");

    assertThat(answer.statusCode()).isBetween(200, 499);
    assertThat(offered.statusCode()).isEqualTo(422);
    assertThat(offered.asString()).contains("might hold a thread for ever");
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "transaction"})
  void aFhirPathPatchEnds(String way) {
    server.fhir().body(PATIENT).put("/Patient/backtracking").then().statusCode(lessThan(300));
    String patch =
        """
        {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [
          {"name": "type", "valueCode": "add"}, {"name": "name", "valueString": "use"},
          {"name": "value", "valueCode": "usual"},
          {"name": "path", "valueString": "Patient.name.where(family.matches(%s))"}]}]}\
        """
            .formatted(REGEX);
    String transaction =
        """
        {"resourceType": "Bundle", "type": "transaction", "entry": [
          {"resource": %s, "request": {"method": "PATCH", "url": "Patient/backtracking"}}]}\
        """
            .formatted(patch);

    Response answer =
        way.equals("direct")
            ? ends(server.fhir().body(patch), "PATCH", "/Patient/backtracking")
            : ends(server.fhir().body(transaction), "POST", "/");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.asString()).contains("might hold a thread for ever");
  }

  private static Response ends(RequestSpecification request, String method, String path) {
    return Assertions.assertTimeoutPreemptively(SOON, () -> request.request(method, path));
  }
}
