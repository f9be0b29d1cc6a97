package org.priceunits.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.server.RunningServer;

/** Tests small patches that would create a large resource. */
class PatchBoundsIT {
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String PATIENT =
      "{\"resourceType\":\"Patient\",\"id\":\"patched\",\"name\":[{\"given\":[\"A\",\"B\"]}]}";

  private final RunningServer server = RunningServer.shared();

  @BeforeEach
  void store() {
    server.fhir().body(PATIENT).put("/Patient/patched").then().statusCode(lessThan(300));
  }

  enum Hostile {
    AN_OBJECT_INTO_ITSELF(
        copies(
            30,
            "{\"op\":\"copy\",\"from\":\"/name/0\",\"path\":\"/name/0/a\"},{\"op\":\"copy\",\"from\":\"/name/0\",\"path\":\"/name/0/b\"}")),
    INTO_ITS_END(copies(26, "{\"op\":\"copy\",\"from\":\"/name\",\"path\":\"/name/-\"}"));

    private final String patch;

    Hostile(String patch) {
      this.patch = patch;
    }
  }

  private static String copies(int times, String operation) {
    return "[" + String.join(",", Collections.nCopies(times, operation)) + "]";
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedDirectly(Hostile hostile) {
    refused(
        server.fhir().contentType(JSON_PATCH).body(hostile.patch).patch("/Patient/patched").then());
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedInATransaction(Hostile hostile) {
    refused(server.fhir().body(bundle("transaction", hostile.patch)).post("/").then());
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedInABatch(Hostile hostile) {
    server
        .fhir()
        .body(bundle("batch", hostile.patch))
        .post("/")
        .then()
        .statusCode(200)
        .body("entry[0].response.status", containsString("413"));
  }

  private static void refused(ValidatableResponse answer) {
    answer
        .statusCode(413)
        .body("issue[0].code", equalTo("too-long"))
        .body("issue[0].diagnostics", containsString("Copy"))
        .time(lessThan(10_000L));
  }

  private static String bundle(String type, String patch) {
    return """
        {"resourceType":"Bundle","type":"%s","entry":[{"resource":{"resourceType":"Binary","contentType":"%s","data":"%s"},
         "request":{"method":"PATCH","url":"Patient/patched"}}]}"""
        .formatted(
            type,
            JSON_PATCH,
            Base64.getEncoder().encodeToString(patch.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aNameIsCopied() {
    server
        .fhir()
        .contentType(JSON_PATCH)
        .body(
            "[{\"op\":\"copy\",\"from\":\"/name/0\",\"path\":\"/name/1\"},{\"op\":\"add\",\"path\":\"/name/1/use\",\"value\":\"old\"}]")
        .patch("/Patient/patched")
        .then()
        .statusCode(200)
        .body("name.size()", equalTo(2))
        .body("name[1].use", equalTo("old"));
  }

  @Test
  void moreOperationsThanTheResourceBearsAreRefused() {
    String text = "x".repeat(1 << 20);
    server
        .fhir()
        .body(
            "{\"resourceType\":\"Patient\",\"id\":\"large\",\"name\":[{\"text\":\""
                + text
                + "\"}]}")
        .put("/Patient/large");
    String patch = copies(2_000, "{\"op\":\"add\",\"path\":\"/active\",\"value\":true}");
    server
        .fhir()
        .contentType(JSON_PATCH)
        .body(patch)
        .patch("/Patient/large")
        .then()
        .statusCode(413)
        .body("issue[0].diagnostics", containsString("too many operations"));
    server
        .fhir()
        .contentType(JSON_PATCH)
        .body(patch)
        .patch("/Patient/patched")
        .then()
        .statusCode(200);
  }

  /** Ten extensions in each of ten, eight levels deep. */
  @Test
  void aPathPatchThatMultipliesIsRefused() {
    String path =
        IntStream.rangeClosed(0, 8)
            .boxed()
            .flatMap(
                depth -> Collections.nCopies(10, "Patient" + ".extension".repeat(depth)).stream())
            .map(PatchBoundsIT::addExtension)
            .collect(Collectors.joining(","));
    pathPatch(path).statusCode(413).body("issue[0].code", equalTo("too-long"));
  }

  /** The guard of expressions refuses regular expressions and paths that cannot be parsed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient.name.select($this.combine($this))",
        "Patient.descendants()",
        "Patient.repeat(children())",
        "Patient.name.where(given.matches('(a+)+b'))",
        "Patient.name.trace('x')",
        "Patient.name.where(%resource.name.where(%resource.name.exists()).exists())",
        "Patient.name.`combine`($this)",
        "Patient.name.where('\\\\\\\\'.combine('x').exists())",
        "Patient.name.where(\\\"'\\\".combine(x).exists() or text = '')",
        "Patient/* ' */.descendants()/* ' */"
      })
  void aPathThatDoesMoreThanToFindIsRefused(String path) {
    pathPatch(addExtension(path))
        .statusCode(422)
        .body("issue[0].code", oneOf("not-supported", "processing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient",
        "Patient.name[0]",
        "Patient.name.first()",
        "Patient.name.where(given = 'A')",
        "Patient.name.where(given.first() = 'A (combine())').first()"
      })
  void aPathThatFindsAnElementIsTaken(String path) {
    assertThat(pathPatch(addExtension(path)).extract().statusCode()).isIn(200, 400);
  }

  /** Changes of the trial must not affect the resource that the patch is then applied to. */
  @Test
  void aPathPatchIsAppliedOnce() {
    String operations =
        """
        {"name":"operation","part":[{"name":"type","valueCode":"add"},{"name":"path","valueString":"Patient"},{"name":"name","valueString":"name"},
         {"name":"value","valueHumanName":{"family":"Added"}}]},
        {"name":"operation","part":[{"name":"type","valueCode":"add"},{"name":"path","valueString":"Patient.name[1]"},{"name":"name","valueString":"given"},
         {"name":"value","valueString":"Once"}]}""";
    pathPatch(operations).statusCode(200);
    server
        .fhir()
        .get("/Patient/patched")
        .then()
        .body("name.size()", equalTo(2))
        .body("name[1].given.size()", equalTo(1));
  }

  private static String addExtension(String path) {
    return """
        {"name":"operation","part":[{"name":"type","valueCode":"add"},{"name":"path","valueString":"%s"},{"name":"name","valueString":"extension"},
         {"name":"value","valueExtension":{"url":"urn:x"}}]}"""
        .formatted(path);
  }

  private ValidatableResponse pathPatch(String operations) {
    return server
        .fhir()
        .body("{\"resourceType\":\"Parameters\",\"parameter\":[" + operations + "]}")
        .patch("/Patient/patched")
        .then();
  }
}
