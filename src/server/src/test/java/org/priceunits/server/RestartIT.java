package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import org.junit.jupiter.api.Test;

/** These starts use a database of their own: a file, or another PostgreSQL. */
class RestartIT {
  private static final String PATIENT =
      """
      {"resourceType": "Patient", "id": "stays", "birthDate": "1970-01-01",
       "managingOrganization": {"reference": "Organization/not-here"}}""";
  private static final String CODES = "/CodeSystem/hcpcs";

  @Test
  void dataStaysKnowledgeIsNotLoadedAgainAndReferencesAreCheckedOnRequest() {
    List<String> database = TestDatabase.newDatabase();
    String loadedAt;
    try (RunningServer first =
        RunningServer.start(database, "--price-units.referential-integrity=false")) {
      first.fhir().body(PATIENT).put("/Patient/stays").then().statusCode(201);
      loadedAt = first.fhir().get(CODES).path("meta.lastUpdated");
    }
    try (RunningServer second =
        RunningServer.start(
            database,
            "--price-units.referential-integrity=true",
            "--price-units.schema-action=validate")) {
      second
          .fhir()
          .get("/Patient/stays")
          .then()
          .statusCode(200)
          .body("birthDate", equalTo("1970-01-01"));
      assertThat(second.fhir().get(CODES).<String>path("meta.lastUpdated")).isEqualTo(loadedAt);
      assertThat(second.fhir().get(CODES).<String>path("meta.versionId")).isEqualTo("1");
      second
          .fhir()
          .body(PATIENT.replace("stays", "refused"))
          .put("/Patient/refused")
          .then()
          .statusCode(400)
          .body(containsString("Organization/not-here"));
    }
  }
}
