package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.hl7.fhir.utilities.http.ManagedWebAccess.WebAccessPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.Decoy;

/**
 * Tests each XML parser that a request reaches with each document that tries to access outside
 * resources: no file is read, no server is contacted, and nothing grows without limit.
 */
class HostileDocumentsIT {
  private static final String XML = "application/fhir+xml";
  private static final String JSON = "application/fhir+json";
  private static final String FHIR = " xmlns=\"http://hl7.org/fhir\"";
  private static final String IN_A_PATIENT =
      "<text><status value=\"generated\"/><div xmlns=\"http://www.w3.org/1999/xhtml\">%1$s</div></text><name><family value=\"%1$s\"/></name>";
  private static final Pattern STORED = Pattern.compile("(Patient|Bundle)/\\d+(?=/_history)");
  private static final long LONGEST_MS = 5_000;

  @TempDir private static Path folder;
  private static Decoy decoy;

  private final RunningServer server = RunningServer.shared();

  @BeforeAll
  static void start() {
    decoy = new Decoy(folder);
    // The first of its kind reads the definitions.
    patient().post("/Patient/$validate");
  }

  private static RequestSpecification patient() {
    return RunningServer.shared()
        .fhir()
        .body("{\"resourceType\": \"Patient\", \"id\": \"hostile\"}");
  }

  @BeforeEach
  void aPatientAsHeWas() {
    patient().put("/Patient/hostile").then().statusCode(lessThan(300));
    decoy.asked().clear();
  }

  @AfterAll
  static void stop() {
    decoy.close();
  }

  /** A parser, named by the request that reaches it. */
  record Parser(
      String method, String path, String type, String root, UnaryOperator<String> inside) {
    @Override
    public String toString() {
      return method + " " + path + " " + type;
    }

    Arguments against(Decoy.Hostile document) {
      return Arguments.of(this, document);
    }
  }

  static Stream<Arguments> bodies() {
    UnaryOperator<String> patient = text -> IN_A_PATIENT.formatted(text) + "</Patient>";
    String opened = "<Patient" + FHIR;
    String parameters =
        "<parameter><name value=\"administration\"/><resource><Patient>"
            + IN_A_PATIENT
            + "</Patient></resource></parameter></Parameters>";
    String entry =
        "<type value=\"%1$s\"/><entry><resource><Patient>%2$s</Patient></resource>"
            + "<request><method value=\"POST\"/><url value=\"Patient\"/></request></entry></Bundle>";
    return Stream.of(
            new Parser("POST", "/Patient", XML, opened, patient),
            new Parser("POST", "/Patient", "application/xml", opened, patient),
            new Parser(
                "PUT",
                "/Patient/hostile",
                XML,
                opened,
                text -> "<id value=\"hostile\"/>" + patient.apply(text)),
            new Parser("POST", "/Patient/$validate", XML, opened, patient),
            new Parser(
                "POST",
                "/MedicationAdministration/$price-units",
                XML,
                "<Parameters" + FHIR,
                parameters::formatted),
            new Parser(
                "POST", "/Claim/$check-units", XML, "<Parameters" + FHIR, parameters::formatted),
            new Parser(
                "POST", "/CodeSystem/$lookup", XML, "<Parameters" + FHIR, parameters::formatted),
            new Parser(
                "POST",
                "/",
                XML,
                "<Bundle" + FHIR,
                text -> entry.formatted("transaction", IN_A_PATIENT.formatted(text))),
            new Parser(
                "POST",
                "/",
                XML,
                "<Bundle" + FHIR,
                text -> entry.formatted("batch", IN_A_PATIENT.formatted(text))),
            new Parser(
                "PATCH",
                "/Patient/hostile",
                XML,
                "<Parameters" + FHIR,
                text ->
                    "<parameter><name value=\"operation\"/><part><name value=\"type\"/><valueCode value=\"add\"/></part>"
                        + "<part><name value=\"path\"/><valueString value=\"Patient\"/></part><part><name value=\"name\"/><valueString value=\"implicitRules\"/></part>"
                        + "<part><name value=\"value\"/><valueUri value=\"%s\"/></part></parameter></Parameters>"
                            .formatted(text)))
        .flatMap(parser -> documents(parser.root(), parser.inside()).map(parser::against));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("bodies")
  void aBodyInXmlReachesNothing(Parser parser, Decoy.Hostile document) {
    reachesNothing(typed(parser.type(), document.xml()).request(parser.method(), parser.path()));
  }

  static Stream<Arguments> narratives() {
    return documents(
            "<div xmlns='http://www.w3.org/1999/xhtml'", text -> "<p>" + text + "</p></div>")
        .flatMap(
            document ->
                Stream.of("/Patient", "/Patient/$validate")
                    .map(path -> Arguments.of(path, document)));
  }

  @ParameterizedTest(name = "POST {0} with {1} as narrative")
  @MethodSource("narratives")
  void aNarrativeInJsonReachesNothing(String path, Decoy.Hostile document) {
    String patient =
        "{\"resourceType\": \"Patient\", \"text\": {\"status\": \"generated\", \"div\": \"%s\"}}"
            .formatted(document.xml().replace("\"", "\\\""));
    reachesNothing(typed(JSON, patient).post(path));
    reachesNothing(
        typed(
                JSON,
                """
                {"resourceType": "Bundle", "type": "batch", "entry": [{"request": {"method": "POST", "url": "Bundle"},
                  "resource": {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": %s}]}}]}"""
                    .formatted(patient))
            .post("/"));
  }

  static Stream<Arguments> patches() {
    String add = "<add sel=\"*[local-name()='Patient']\"><active xmlns=\"http://hl7.org/fhir\"";
    Stream<Decoy.Hostile> contents =
        documents("<diff", text -> add + " value=\"" + text + "\"/></add></diff>");
    Stream<Decoy.Hostile> selectors =
        Stream.of(decoyUri(false), decoyUri(true))
            .map(
                address ->
                    new Decoy.Hostile(
                        "a selector that reads " + address.split(":", 2)[0],
                        "<diff><remove sel=\"*[document('%s')]\"/></diff>".formatted(address)));
    return Stream.concat(contents, selectors)
        .flatMap(
            document ->
                Stream.of("direct", "batch", "transaction")
                    .map(way -> Arguments.of(way, document)));
  }

  private static String decoyUri(boolean http) {
    return http ? decoy.httpUri() : decoy.fileUri();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("patches")
  void anXmlPatchIsRefusedUnread(String way, Decoy.Hostile document) {
    String type = "application/xml-patch+xml";
    if (way.equals("direct")) {
      Response answer = typed(type, document.xml()).patch("/Patient/hostile");
      answer.then().statusCode(415);
      reachesNothing(answer);
      return;
    }
    Response answer =
        typed(
                JSON,
                """
                {"resourceType": "Bundle", "type": "%s", "entry": [
                  {"request": {"method": "PATCH", "url": "Patient/hostile"}, "resource": {"resourceType": "Binary", "contentType": "%s", "data": "%s"}}]}"""
                    .formatted(
                        way,
                        type,
                        Base64.getEncoder()
                            .encodeToString(document.xml().getBytes(StandardCharsets.UTF_8))))
            .post("/");
    if (way.equals("batch")) {
      assertThat(answer.<List<String>>path("entry.response.status"))
          .singleElement()
          .asString()
          .startsWith("415");
    } else {
      answer.then().statusCode(415);
    }
    reachesNothing(answer);
  }

  private static Stream<Decoy.Hostile> documents(String root, UnaryOperator<String> inside) {
    return decoy.documents(root, inside).stream();
  }

  /** The validator would ask package servers for what it does not find. */
  @Test
  void theLibraryOfHl7AsksNoServer() {
    assertThat(ManagedWebAccess.getAccessPolicy()).isEqualTo(WebAccessPolicy.PROHIBITED);
  }

  private RequestSpecification typed(String type, String body) {
    return server
        .fhirUntyped()
        .header("Content-Type", type)
        .body(body.getBytes(StandardCharsets.UTF_8));
  }

  private void reachesNothing(Response answer) {
    answer.then().statusCode(lessThan(500));
    assertThat(answer.timeIn(TimeUnit.MILLISECONDS)).isLessThan(LONGEST_MS);
    assertThat(answer.asString()).doesNotContain(Decoy.SECRET);
    Stream.concat(
            Stream.of("Patient/hostile"),
            STORED.matcher(answer.headers() + answer.asString()).results().map(MatchResult::group))
        .forEach(
            stored -> {
              Response read = server.fhir().get(stored);
              read.then().statusCode(200);
              assertThat(read.asString()).doesNotContain(Decoy.SECRET);
            });
    assertThat(decoy.asked()).isEmpty();
  }
}
