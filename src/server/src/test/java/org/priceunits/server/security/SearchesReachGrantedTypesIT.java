package org.priceunits.server.security;

import static org.hamcrest.Matchers.containsString;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a chain asks nothing of types that the caller may not search. */
class SearchesReachGrantedTypesIT {
  private static SecuredServer server;

  @BeforeAll
  static void start() {
    server = new SecuredServer();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "administrations, MedicationAdministration?subject:Patient.birthdate=1970-01-01, 403, system/Patient.s",
    "administrations, MedicationAdministration?patient.birthdate=1970-01-01, 403, system/Patient.s",
    "administrations, MedicationAdministration?patient.organization.name=x, 403, system/",
    "administrations, MedicationAdministration?subject=Patient/p-a, 200, searchset",
    "patients, Patient?_has:MedicationAdministration:patient:status=completed, 403, system/MedicationAdministration.s",
    "patients, Patient?_has:Claim:patient:encounter.class=AMB, 403, system/",
    "patients, Patient?birthdate=1970-01-01, 200, searchset",
    "biller-reads, Claim?patient.birthdate=1970-01-01, 403, user/Patient.s",
    "ehr-a, MedicationAdministration?subject:Patient.birthdate=1970-01-01, 200, searchset",
    "ehr-a, Patient?_has:MedicationAdministration:patient:status=completed, 200, searchset",
    "ehr-a, Patient?organization.name=x, 403, system/Organization.s"
  })
  void aSearchNeedsTheScopesOfAllTypesThatItReaches(
      String who, String search, int status, String said) {
    server.as(who).get("/" + search).then().statusCode(status).body(containsString(said));
  }

  @Test
  void soDoAFormAConditionAnEntryAndAJob() {
    server
        .as("administrations")
        .contentType("application/x-www-form-urlencoded")
        .formParam("patient.birthdate", "1970-01-01")
        .post("/MedicationAdministration/_search")
        .then()
        .statusCode(403);
    server
        .as("ehr-a")
        .header("If-None-Exist", "organization.name=x")
        .body("{\"resourceType\": \"Patient\"}")
        .post("/Patient")
        .then()
        .statusCode(403)
        .body(containsString("system/Organization.s"));
    server
        .as("ehr-a")
        .body("{\"resourceType\": \"Patient\"}")
        .put("/Patient?organization.name=x")
        .then()
        .statusCode(403);
    server
        .as("administrations")
        .body(
            """
            {"resourceType": "Bundle", "type": "batch", "entry": [
              {"request": {"method": "GET", "url": "MedicationAdministration?patient.birthdate=1970-01-01"}}]}
            """)
        .post("/")
        .then()
        .body(containsString("system/Patient.s"));
    server
        .as("administrations")
        .header("Prefer", "respond-async")
        .body(
            """
            {"resourceType": "Parameters", "parameter": [
              {"name": "criteria", "valueString": "MedicationAdministration?patient.birthdate=1970-01-01"}]}
            """)
        .post("/MedicationAdministration/$price-units")
        .then()
        .statusCode(403)
        .body(containsString("system/Patient.s"));
  }
}
