package org.priceunits.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the condition of a write says which resource is meant, wherever it stands. */
class ConditionsIT {
  private static final String ACTIVE =
      "{\"resourceType\":\"Patient\",\"active\":true,\"identifier\":[{\"system\":\"urn:conditions\",\"value\":\"here\"}]}";
  private static final String PATCH =
      "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":[{\"name\":\"type\",\"valueCode\":\"replace\"},{\"name\":\"path\",\"valueString\":\"Patient.active\"},{\"name\":\"value\",\"valueBoolean\":true}]}]}";

  private final RunningServer server = RunningServer.shared();

  @BeforeEach
  void store() {
    server
        .fhir()
        .body(ACTIVE.replaceFirst("\\{", "{\"id\":\"conditions\","))
        .put("/Patient/conditions")
        .then()
        .statusCode(lessThan(300));
  }

  /** The criterion that HAPI leaves out would be the only one, or one of two. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "``; true",
        "identifier; true",
        "identifier=; true",
        "identifier=%20; true",
        "identifier=,; true",
        "identifier=%20,%20; true",
        "identifier=%7C; true",
        "identifier:not=; true",
        "name=%CC%81; true",
        "identifier=&active=true; true",
        "active=true&identifier=urn:conditions%7Cnone&identifier=; true",
        "_format=json; true",
        "_pretty=true&_format=json; true",
        "_expunge=true; true",
        "identifier=urn:conditions%7Celsewhere; false"
      })
  void aConditionThatNarrowsNothingIsRefused(String query, boolean refused) {
    for (String place :
        List.of(
            "DELETE",
            "PUT",
            "PATCH",
            "If-None-Exist",
            "DELETE entry",
            "PUT entry",
            "PATCH entry",
            "ifNoneExist")) {
      Response answer = write(place, query.isEmpty() ? "Patient" : "Patient?" + query);
      assertThat(answer.statusCode() == 400)
          .as("%s of %s: %s", place, query, answer.asString())
          .isEqualTo(refused);
      assertThat(answer.statusCode()).isLessThan(500);
      server.fhir().get("/Patient/conditions").then().statusCode(200);
    }
  }

  private Response write(String place, String url) {
    RequestSpecification request = server.fhir().urlEncodingEnabled(false);
    String[] words = place.split(" ");
    if (words.length == 2) {
      return request.body(transaction(words[0], url, null)).post();
    }
    String nobody = ACTIVE.replace("here", "elsewhere");
    return switch (place) {
      case "DELETE" -> request.delete("/" + url);
      case "PUT" -> request.body(nobody).put("/" + url);
      case "PATCH" -> request.body(PATCH).patch("/" + url);
      case "If-None-Exist" -> request.header("If-None-Exist", url).body(nobody).post("/Patient");
      default -> request.body(transaction("POST", "Patient", url)).post();
    };
  }

  private static String transaction(String method, String url, @Nullable String ifNoneExist) {
    String resource = method.equals("PATCH") ? PATCH : ACTIVE.replace("here", "elsewhere");
    return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"%s\",\"url\":\"%s\"%s}%s}]}"
        .formatted(
            method,
            url,
            ifNoneExist == null ? "" : ",\"ifNoneExist\":\"" + ifNoneExist + "\"",
            method.startsWith("P") ? ",\"resource\":" + resource : "");
  }

  /** HAPI searches by the condition of a reference too, by whichever write it comes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "subject; Patient?identifier=urn:conditions%7Chere&_id=conditions; 200",
        "subject; Patient?identifier:nott=urn:x%7C1; 400",
        "subject; Patient?identifier=&active=true; 400",
        "subject; Patient?; 400",
        "subject; Patient?_format=json; 400",
        "subject; patient?identifier:nott=urn:x%7C1; 400",
        "subject; Patient/?identifier:nott=urn:x%7C1; 400",
        "subject; http://host.example.org/Patient?identifier:nott=urn:x%7C1; 400",
        "subject; many; 413",
        "reasonReference; Condition?abatement-age=1e999999999; 400"
      })
  void theConditionOfAReferenceIsCheckedToo(String element, String reference, int status) {
    String named =
        reference.equals("many")
            ? "Patient?"
                + IntStream.range(0, 300)
                    .mapToObj(i -> "identifier=urn:x%7C" + i)
                    .collect(joining("&"))
            : reference;
    String dose =
        dose(
            "'%s':%s"
                .formatted(
                    element, element.equals("subject") ? ref(named) : "[" + ref(named) + "]"));
    for (String way :
        List.of("POST", "PUT", "JSON Patch", "FHIRPath Patch", "transaction", "batch")) {
      server.fhir().body(dose("'id':'conditions'")).put("/MedicationAdministration/conditions");
      Response answer =
          Assertions.assertTimeoutPreemptively(
              Duration.ofSeconds(60), () -> refer(way, dose, element, named));
      String answered =
          way.equals("batch")
              ? answer.path("entry[0].response.status").toString()
              : Integer.toString(answer.statusCode());
      assertThat(answered)
          .as("%s: %s", way, answer.asString())
          .startsWith(status == 200 ? "20" : Integer.toString(status));
    }
  }

  private Response refer(String way, String dose, String element, String reference) {
    String value = element.equals("subject") ? ref(reference) : "[" + ref(reference) + "]";
    String path = "/MedicationAdministration/conditions";
    return switch (way) {
      case "POST" -> server.fhir().body(dose).post("/MedicationAdministration");
      case "PUT" ->
          server.fhir().body(dose.replaceFirst("\\{", "{\"id\":\"conditions\",")).put(path);
      case "JSON Patch" ->
          server
              .fhir()
              .contentType("application/json-patch+json")
              .body(json("[{'op':'add','path':'/%s','value':%s}]".formatted(element, value)))
              .patch(path);
      case "FHIRPath Patch" ->
          server
              .fhir()
              .body(
                  json(
                      "{'resourceType':'Parameters','parameter':[{'name':'operation','part':[{'name':'type','valueCode':'%s'},{'name':'path','valueString':'MedicationAdministration%s'},{'name':'name','valueString':'%s'},{'name':'value','valueReference':%s}]}]}"
                          .formatted(
                              element.equals("subject") ? "replace" : "add",
                              element.equals("subject") ? ".subject" : "",
                              element,
                              ref(reference))))
              .patch(path);
      default ->
          server
              .fhir()
              .body(
                  json(
                          "{'resourceType':'Bundle','type':'%s','entry':[{'request':{'method':'POST','url':'MedicationAdministration'},'resource':"
                              .formatted(way))
                      + dose
                      + "}]}")
              .post();
    };
  }

  private static String ref(String reference) {
    return "{'reference':'" + reference + "'}";
  }

  private static String dose(String more) {
    return json(
        "{'resourceType':'MedicationAdministration','status':'completed','medicationCodeableConcept':{'text':'x'},'effectiveDateTime':'2026-03-12',"
            + (more.contains("'subject'") ? "" : "'subject':{'display':'x'},")
            + more
            + "}");
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
