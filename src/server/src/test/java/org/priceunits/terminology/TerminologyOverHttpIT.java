package org.priceunits.terminology;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import ca.uhn.fhir.context.FhirContext;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminologyOverHttpIT {
  private static final String VALUES = "parameter.find { it.name == '%s' }.%s";
  private static final AtomicReference<Terminology> HOSTED =
      new AtomicReference<>(
          Terminology.of(List.of(Given.hcpcs(), Given.alemtuzumab(), Given.crosswalk())));
  private static PlainServer server;

  @BeforeAll
  static void start() {
    server = PlainServer.start(HOSTED::get, 0);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/fhir+json", "application/json", "*/*"})
  void plainJsonIsFhirJson(String accept) {
    lookup(client().accept(accept), "J0202")
        .header("Content-Type", equalTo("application/fhir+json;charset=UTF-8"))
        .body(value("display", "valueString"), equalTo("Injection, alemtuzumab, 1 mg"));
  }

  /** Clients send the header unasked; browsers and Node's fetch send a star. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        " * ;q=0.5",
        "en-US,en;q=0.9,*;q=0.1",
        "en_US",
        "",
        "en;q=x",
        "en;level=1",
        "abcdefghi"
      })
  void noHeaderOfLanguagesMakesACallFail(String languages) {
    client()
        .header("Accept-Language", languages)
        .queryParam("url", Given.ALEMTUZUMAB)
        .get("/ValueSet/$expand")
        .then()
        .statusCode(200);
    client()
        .header("Accept-Language", languages)
        .queryParam("system", Given.HCPCS)
        .queryParam("code", "J0202")
        .get("/CodeSystem/$lookup")
        .then()
        .statusCode(200);
    client()
        .header("Accept-Language", languages)
        .queryParam("url", Given.HCPCS)
        .queryParam("code", "J0202")
        .get("/CodeSystem/$validate-code")
        .then()
        .statusCode(200)
        .body(value("result", "valueBoolean"), equalTo(true));
  }

  @Test
  void xmlAndPrettyPrintSayTheSame() {
    lookup(client().accept("application/fhir+xml"), "J0202")
        .body(containsString("<valueString value=\"Injection, alemtuzumab, 1 mg\"/>"));
    lookup(client().queryParam("_pretty", "true"), "J0202").body(containsString("{\n"));
    lookup(client().queryParam("_format", "xml"), "J0202").body(startsWith("<Parameters"));
  }

  @Test
  void aResourceIsAskedByItsId() {
    client()
        .queryParam("code", "J0202")
        .get("/CodeSystem/hcpcs/$lookup")
        .then()
        .statusCode(200)
        .body(value("version", "valueString"), equalTo("2025-10"));
    client()
        .get("/ValueSet/alemtuzumab/$expand")
        .then()
        .body("expansion.contains.code", contains("J9010", "J0202"));
    client().get("/ValueSet/none/$expand").then().statusCode(404);
  }

  @Test
  void aPostedResourceServesThatCallOnly() {
    CodeSystem own = Given.system("http://x.org/cs", "1", CodeSystemContentMode.COMPLETE, "a");
    Parameters request = new Parameters();
    request.addParameter().setName("tx-resource").setResource(own);
    request.addParameter("url", new UriType("http://x.org/cs"));
    request.addParameter("code", new CodeType("a"));
    String body = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(request);
    client()
        .contentType("application/fhir+json")
        .body(body)
        .post("/CodeSystem/$validate-code")
        .then()
        .body(value("result", "valueBoolean"), equalTo(true));
    client()
        .queryParam("url", "http://x.org/cs")
        .queryParam("code", "a")
        .get("/CodeSystem/$validate-code")
        .then()
        .body(value("result", "valueBoolean"), equalTo(false));
  }

  @ParameterizedTest
  @CsvSource({
    "ValueSet/$expand?url=http://x.org/none, 422, http://x.org/none",
    "ValueSet/$expand?url=http://x.org/none&count=x, 400, count",
    "ValueSet/$expand?url=http://x.org/none&activeOnly=x, 400, activeOnly",
    "CodeSystem/$lookup?system=http://x.org/none&code=a, 422, http://x.org/none",
    "CodeSystem/$lookup?code=a, 400, system",
    "ConceptMap/$translate?url=http://x.org/none&code=a, 404, http://x.org/none"
  })
  void aBadRequestIsAnOutcomeThatNamesWhatIsWrong(String path, int status, String named) {
    client()
        .urlEncodingEnabled(false)
        .get("/" + path)
        .then()
        .statusCode(status)
        .body("resourceType", equalTo("OperationOutcome"))
        .body(containsString(named));
  }

  /** What is 0..1 and comes twice, or names another resource than the call is on, is refused. */
  @ParameterizedTest
  @CsvSource({
    "ValueSet/$expand?url=A&url=B, 400, 'url'",
    "ValueSet/$expand?url=A&url=A, 400, 'url'",
    "CodeSystem/$lookup?system=A&code=J0202&code=J9010, 400, 'code'",
    "CodeSystem/$validate-code?url=A&code=J0202&date=2020-01-01&date=2021-01-01, 400, 'date'",
    "ValueSet/alemtuzumab/$expand?url=http://x.org/other, 400, ValueSet/alemtuzumab",
    "ValueSet/alemtuzumab/$expand?url=SET|2, 400, ValueSet/alemtuzumab",
    "ValueSet/alemtuzumab/$expand?url=http://x.org/other?fhir_vs, 400, ValueSet/alemtuzumab",
    "ValueSet/alemtuzumab/$expand?url=SET, 200, J0202",
    "ValueSet/alemtuzumab/$expand?url=SET|1.0.0, 200, J0202",
    "ValueSet/alemtuzumab/$validate-code?system=HCPCS&code=J0202, 200, true",
    "CodeSystem/hcpcs/$lookup?system=http://x.org/other&code=J0202, 400, CodeSystem/hcpcs",
    "CodeSystem/hcpcs/$lookup?url=http://x.org/other&code=J0202, 400, CodeSystem/hcpcs",
    "CodeSystem/hcpcs/$lookup?system=HCPCS&code=J0202, 200, alemtuzumab",
    "CodeSystem/hcpcs/$lookup?system=TWIN&code=J0202, 200, alemtuzumab",
    "CodeSystem/hcpcs/$validate-code?url=http://x.org/other&code=J0202, 400, CodeSystem/hcpcs",
    "CodeSystem/hcpcs/$subsumes?system=http://x.org/other&codeA=J0202&codeB=J0202, 400, CodeSystem/hcpcs",
    "ConceptMap/ndc-hcpcs/$translate?url=http://x.org/other&system=http://hl7.org/fhir/sid/ndc&code=1, 400, ConceptMap/ndc-hcpcs",
    "CodeSystem/hcpcs/$lookup?code=J0202&property=added&property=status, 200, added"
  })
  void aCallIsOnOneResource(String path, int status, String named) {
    String address =
        path.replace("SET|", Given.ALEMTUZUMAB + "%7C")
            .replace("=SET", "=" + Given.ALEMTUZUMAB)
            .replace("=HCPCS", "=" + Given.HCPCS)
            .replace("=TWIN", "=" + Given.HCPCS.replace("http:", "https:"));
    client()
        .urlEncodingEnabled(false)
        .get("/" + address)
        .then()
        .statusCode(status)
        .body(containsString(named));
  }

  @Test
  void aParameterOfTheBodyAndOfTheAddressIsGivenTwiceToo() {
    Parameters request = Given.request("url", Given.ALEMTUZUMAB);
    client()
        .contentType("application/fhir+json")
        .body(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(request))
        .queryParam("url", "http://x.org/other")
        .post("/ValueSet/$expand")
        .then()
        .statusCode(400)
        .body(containsString("'url'"));
  }

  @Test
  void theServerSaysWhatItHosts() {
    client()
        .queryParam("mode", "terminology")
        .get("/metadata")
        .then()
        .body("resourceType", equalTo("TerminologyCapabilities"))
        .body("codeSystem.uri", hasItem(Given.HCPCS))
        .body("expansion.parameter.name", hasItems("date", "filter", "tx-resource"));
    client()
        .get("/metadata")
        .then()
        .body(
            "instantiates", hasItem("http://hl7.org/fhir/CapabilityStatement/terminology-server"));
    client().get("/$versions").then().body(value("default", "valueString"), equalTo("4.0"));
  }

  @Test
  void aSwappedSnapshotIsAnsweredFromAtOnce() {
    CodeSystem changed = Given.hcpcs();
    changed.getConcept().get(1).setDisplay("changed");
    String before = lookup(client(), "J0202").extract().asString();
    Terminology first = HOSTED.get();
    HOSTED.set(Terminology.of(List.of(changed)));
    lookup(client(), "J0202").body(value("display", "valueString"), equalTo("changed"));
    HOSTED.set(first);
    lookup(client(), "J0202").body(equalTo(before)).body(not(containsString("changed")));
  }

  private static ValidatableResponse lookup(RequestSpecification request, String code) {
    return request
        .queryParam("system", Given.HCPCS)
        .queryParam("code", code)
        .get("/CodeSystem/$lookup")
        .then()
        .statusCode(200);
  }

  private static RequestSpecification client() {
    return given().baseUri(server.base());
  }

  private static String value(String name, String type) {
    return VALUES.formatted(name, type);
  }
}
