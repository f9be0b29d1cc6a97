package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        "identifier=urn:conditions%7Cnone; false",
        "identifier=,urn:conditions%7Cnone; false",
        "identifier=urn:conditions%7Cnone&_format=json; false"
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
      Response answer = write(place, "Patient?" + query);
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
}
