package org.priceunits.server;

import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.server.settings.ServerProperties;

/**
 * Tests that an entry of a Bundle is carried out or refused, and that nothing else is stored for
 * it.
 */
class BundleEntriesIT {
  private static final String HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
  private static final String BYSTANDER = "Patient/bystander-of-bundle-entries";

  private final RunningServer server = RunningServer.shared();

  @BeforeEach
  void withoutTheBystander() {
    server.fhir().delete(BYSTANDER);
  }

  @ParameterizedTest(name = "{0} {1} with {2}")
  @CsvFileSource(resources = "refused-entries.csv", delimiter = ';', numLinesToSkip = 1)
  void anEntryIsRefusedInABatchForItself(
      String method, @Nullable String url, @Nullable String type, String says) {
    post("batch", entry(method, url, type))
        .statusCode(200)
        .body("entry[0].response.status", startsWith("400"))
        .body("entry[0].response.location", nullValue())
        .body("entry[0].response.outcome.issue[0].diagnostics", containsString(says))
        .body("entry[1].response.status", startsWith("20"));
  }

  @ParameterizedTest(name = "{0} {1} with {2}")
  @CsvFileSource(resources = "refused-entries.csv", delimiter = ';', numLinesToSkip = 1)
  void anEntryRefusesItsWholeTransaction(
      String method, @Nullable String url, @Nullable String type, String says) {
    isRefusedWhole(post("transaction", entry(method, url, type)), says);
  }

  @Test
  void aBundleWithoutATypeIsATransaction() {
    isRefusedWhole(
        server
            .fhir()
            .body(
                bundle("batch", entry("POST", "Patient/$none", "Patient"))
                    .replace("\"type\": \"batch\", ", ""))
            .post()
            .then(),
        "$none is not run here");
  }

  /** HAPI's header would let threads sleep between tries, and make a batch a transaction. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "retryCount=1; tryBatchAsTransactionFirst=true",
        "retryCount=9; minRetryDelay=10000; maxRetryDelay=10000; tryBatchAsTransactionFirst=true",
        "retryCount=1; minRetryDelay=20000"
      })
  void aBatchIsCarriedOutAsOneWhateverTheHeadersSay(String semantics) {
    server
        .fhir()
        .header("X-Transaction-Semantics", semantics)
        .body(bundle("batch", entry("POST", "Patient/$none", "Patient")))
        .post()
        .then()
        .statusCode(200)
        .time(lessThan(10_000L))
        .body("entry[0].response.status", startsWith("400"))
        .body("entry[1].response.status", startsWith("20"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CodeSystem/$validate-code",
        "/CodeSystem/$validate-code",
        "CodeSystem/%24validate-code",
        "CodeSystem/$validate-code?date=2026-01-01"
      })
  void aTerminologyOperationIsRun(String url) {
    String validate =
        """
        {"request": {"method": "POST", "url": "%s"}, "resource": {"resourceType": "Parameters", "parameter": [
          {"name": "coding", "valueCoding": {"system": "%s", "code": "J0202"}}]}}"""
            .formatted(url, HCPCS);

    for (String kind : List.of("batch", "transaction")) {
      post(kind, validate)
          .statusCode(200)
          .body("entry[0].response.status", equalTo("200 OK"))
          .body(
              "entry[0].resource.parameter.find { it.name == 'result' }.valueBoolean",
              equalTo(true));
    }
  }

  /** Each operation posts its body as a request of its own would, and stores nothing. */
  @ParameterizedTest(name = "{0} of {1} with {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "MedicationAdministration/$price-units; administration; Parameters; 200",
        "/MedicationAdministration/%24price-units?payer=medicare; administration; Parameters; 200",
        "[base]/MedicationAdministration/$price-units; administration; Parameters; 200",
        "MedicationAdministration/$price-units; wrapped; Parameters; 200",
        "MedicationAdministration/none-of-bundle-entries/$price-units; ; ; 404",
        "MedicationAdministration/$price-units; ; ; 400",
        "Claim/$check-units; claim; Parameters; 200",
        "Claim/$check-units; nothing; ; 400",
        "Claim/$to-x12?scope=lines; Claim; Parameters; 200",
        "Claim/none-of-bundle-entries/$to-x12; ; ; 404",
        "Claim/$to-x12; nothing; ; 400",
        "Patient/$validate; Patient; OperationOutcome; 200",
        "Patient/$validate; Claim; ; 400",
        "CodeSystem/$lookup; code; Parameters; 200",
        "CodeSystem/$subsumes; codes; Parameters; 200",
        "ValueSet/$expand; set; ValueSet; 200",
        "ConceptMap/$translate; code; Parameters; 200",
        "$versions; nothing; Parameters; 200"
      })
  void anOperationIsRunInABatchAndInATransaction(
      String url, @Nullable String body, @Nullable String answer, String status) {
    String entry =
        "{\"request\": {\"method\": \"POST\", \"url\": \"%s\"}%s}"
            .formatted(
                url.replace("[base]", server.root() + ServerProperties.FHIR_BASE),
                body == null ? "" : ", \"resource\": " + operationBody(body));
    for (String kind : List.of("batch", "transaction")) {
      post(kind, entry)
          .statusCode(200)
          .body("entry[0].response.status", startsWith(status))
          .body("entry[0].response.location", nullValue())
          .body("entry[0].resource.resourceType", equalTo(answer))
          .body("entry[1].response.status", startsWith("20"));
    }
  }

  private static String operationBody(String name) {
    String administration =
        """
        {"resourceType": "MedicationAdministration", "status": "completed",
         "medicationCodeableConcept": {"coding": [{"system": "%s", "code": "J0202"}]},
         "subject": {"reference": "Patient/p1"}, "effectiveDateTime": "2026-03-12",
         "dosage": {"dose": {"value": 12, "unit": "mg"}}}"""
            .formatted(HCPCS);
    String parameter =
        switch (name) {
          case "wrapped" -> "{\"name\": \"administration\", \"resource\": " + administration + "}";
          case "claim" ->
              "{\"name\": \"claim\", \"resource\": {\"resourceType\": \"Claim\", \"status\": \"active\"}}, {\"name\": \"administration\", \"resource\": "
                  + administration
                  + "}";
          case "code" ->
              "{\"name\": \"system\", \"valueUri\": \"%s\"}, {\"name\": \"code\", \"valueCode\": \"J0202\"}"
                  .formatted(HCPCS);
          case "codes" ->
              "{\"name\": \"system\", \"valueUri\": \"%s\"}, {\"name\": \"codeA\", \"valueCode\": \"J0202\"}, {\"name\": \"codeB\", \"valueCode\": \"J0202\"}"
                  .formatted(HCPCS);
          case "set" ->
              "{\"name\": \"url\", \"valueUri\": \"https://price-units.github.io/fhir/ValueSet/payers\"}";
          default -> "";
        };
    return switch (name) {
      case "administration" -> administration;
      case "Patient", "Claim" -> "{\"resourceType\": \"%s\"}".formatted(name);
      default -> "{\"resourceType\": \"Parameters\", \"parameter\": [%s]}".formatted(parameter);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "batch, CodeSystem/$lookup",
    "transaction, CodeSystem/$lookup",
    "batch, /CodeSystem/$lookup",
    "transaction, /CodeSystem/$lookup"
  })
  void anOperationThatIsAskedForByGetIsRun(String type, String path) {
    post(type, entry("GET", path + "?system=" + HCPCS + "&code=J0202", null))
        .statusCode(200)
        .body("entry.response.status", everyItem(startsWith("20")))
        .body("entry[0].resource.parameter.name", hasItem("display"));
  }

  /** HAPI's own client leaves the url of a create out; FHIR requires the type there. */
  @ParameterizedTest
  @CsvSource({
    "POST, Patient, Patient",
    "POST, /Patient, Patient",
    "POST, , Patient",
    "PUT, Patient/entry-of-a-bundle, Patient",
    "PUT, /Patient/entry-of-a-bundle, Patient",
    "PUT, Patient?identifier=[own], Patient",
    "POST, Bundle, Bundle",
    "DELETE, Patient/entry-of-a-bundle, ",
    "GET, metadata, ",
    "GET, Patient?_count=1, "
  })
  void whatIsServedIsCarriedOut(String method, @Nullable String url, @Nullable String type) {
    post("batch", entry(method, url, type))
        .statusCode(200)
        .body("entry.response.status", everyItem(startsWith("20")));
  }

  /** What HAPI cannot decode is refused, or is looked for as it stands. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "identifier=50%; Patient/x; 400; The entry's ifNoneExist has a %",
        "identifier=%zz; Patient/x; 400; The entry's ifNoneExist has a %",
        "; Patient?identifier=50%; 404; No resources match",
        "; https://host.example.org/doc?q=50%; 400; ",
        "; Patient/50%; 201; "
      })
  void aPercentSignThatBeginsNoEscapeIsNoFaultOfTheServer(
      @Nullable String condition, String reference, int status, @Nullable String says) {
    String coverage =
        "{'resourceType': 'Coverage', 'status': 'active', 'beneficiary': {'reference': '%s'}, 'payor': [{'display': 'x'}]}"
            .formatted(reference);
    String entry =
        "{'request': {'method': 'POST', 'url': 'Coverage'%s}, 'resource': %s}"
            .formatted(condition == null ? "" : ", 'ifNoneExist': '" + condition + "'", coverage);
    post("batch", entry.replace('\'', '"'))
        .statusCode(200)
        .body("entry[0].response.status", startsWith(String.valueOf(status)))
        .body(containsString(says == null ? "" : says))
        .body("entry[1].response.status", startsWith("20"));
    if (condition == null) {
      server.fhir().body(coverage.replace('\'', '"')).post("/Coverage").then().statusCode(status);
    }
  }

  @Test
  void aHeaderWithABrokenEscapeIsRefused() {
    server
        .fhir()
        .header("If-None-Exist", "identifier=50%")
        .body("{\"resourceType\": \"Patient\"}")
        .post("/Patient")
        .then()
        .statusCode(400)
        .body("issue[0].diagnostics", containsString("begins no escape"));
  }

  /** HAPI's client writes no url. The condition is checked as with one. */
  @ParameterizedTest
  @CsvSource({", 201", "nothing-like-this=1, 400"})
  void aCreateWithoutAUrlIsOneOfItsResourcesType(@Nullable String condition, String status) {
    String entry =
        "{\"request\": {\"method\": \"POST\"%s}, \"resource\": {\"resourceType\": \"Patient\"}}"
            .formatted(condition == null ? "" : ", \"ifNoneExist\": \"" + condition + "\"");
    post("batch", entry)
        .statusCode(200)
        .body("entry[0].response.status", startsWith(status))
        .body(
            "entry[0].response.location", condition == null ? startsWith("Patient/") : nullValue());
  }

  /** A Bundle inside a Bundle is a resource like any other. */
  @Test
  void entriesOfABundleThatIsStoredAreNotCarriedOut() {
    String inner = bundle("collection", entry("PUT", "Observation/in-a-bundle", "Observation"));
    String stored =
        "{\"request\": {\"method\": \"POST\", \"url\": \"Bundle\"}, \"resource\": " + inner + "}";

    server
        .fhir()
        .body(
            "{\"resourceType\": \"Bundle\", \"type\": \"transaction\", \"entry\": ["
                + stored
                + "]}")
        .post()
        .then()
        .statusCode(200)
        .body("entry[0].response.location", startsWith("Bundle/"));

    server.fhir().get(BYSTANDER).then().statusCode(anyOf(equalTo(404), equalTo(410)));
  }

  private void isRefusedWhole(ValidatableResponse answer, String says) {
    answer
        .statusCode(400)
        .body("issue[0].diagnostics", startsWith("Bundle.entry[0]: "))
        .body("issue[0].diagnostics", containsString(says));
    server.fhir().get(BYSTANDER).then().statusCode(anyOf(equalTo(404), equalTo(410)));
  }

  private ValidatableResponse post(String type, String entry) {
    return server.fhir().body(bundle(type, entry)).post().then();
  }

  private static String bundle(String type, String entry) {
    return """
        {"resourceType": "Bundle", "type": "%s", "entry": [
          %s,
          {"request": {"method": "PUT", "url": "%3$s"}, "resource": {"resourceType": "Patient", "id": "%4$s"}}]}"""
        .formatted(type, entry, BYSTANDER, BYSTANDER.split("/", 2)[1]);
  }

  /**
   * Creates an entry whose resource has an identifier of its own, {@code [own]} in its conditions.
   */
  private String entry(String method, @Nullable String url, @Nullable String type) {
    String own = "urn:bundle-entries|" + Integer.toHexString((method + url).hashCode());
    String address =
        url == null
            ? ""
            : ", \"url\": \"%s\""
                .formatted(
                    url.replace("[base]", server.root() + ServerProperties.FHIR_BASE)
                        .replace("[own]", own));
    // Parameters have no identifier for a condition.
    String condition =
        method.equals("POST") && !"Parameters".equals(type)
            ? ", \"ifNoneExist\": \"identifier=%s\"".formatted(own)
            : "";
    String resource = type == null ? "" : ", \"resource\": " + resource(type, own.split("\\|")[1]);
    return "{\"request\": {\"method\": \"%s\"%s%s}%s}"
        .formatted(method, address, condition, resource);
  }

  private static String resource(String type, String identifier) {
    return switch (type) {
      case "Bundle" ->
          "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"identifier\": {\"system\": \"urn:bundle-entries\", \"value\": \"%s\"}}"
              .formatted(identifier);
      case "Parameters" -> "{\"resourceType\": \"Parameters\"}";
      default ->
          "{\"resourceType\": \"%s\", \"identifier\": [{\"system\": \"urn:bundle-entries\", \"value\": \"%s\"}]}"
              .formatted(type, identifier);
    };
  }
}
