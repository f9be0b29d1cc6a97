package org.priceunits.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.restassured.response.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.fhir.Canonicals;
import org.priceunits.server.RunningServer;
import org.priceunits.server.TestDatabase;

/** Tests which writes are refused for what the resource lacks, by the setting. */
class RequiredElementsIT {
  private static final String OWN =
      "'meta':{'profile':['%s/StructureDefinition/price-units-%s']}"
          .formatted(Canonicals.BASE, "%s");
  private static final String DOSE =
      "'status':'completed','subject':{'display':'x'},'medicationCodeableConcept':{'text':'x'},'effectiveDateTime':'2025-05-14'";
  private static final String CLAIM =
      "'status':'draft','use':'claim','created':'2025-05-14','type':{'text':'x'},'patient':{'display':'x'},'provider':{'display':'x'},'priority':{'text':'x'},'insurance':[{'sequence':1,'focal':true,'coverage':{'display':'x'}}]";

  private static RunningServer everything;

  private final RunningServer server = RunningServer.shared();

  @BeforeAll
  static void start() {
    everything =
        RunningServer.start(
            TestDatabase.newDatabase(), "--price-units.required-on-write=everything");
  }

  @AfterAll
  static void stop() {
    if (everything != null) {
      everything.close();
    }
  }

  private static String resource(String type, String content) {
    return ("{'resourceType':'%s'%s}"
            .formatted(
                type,
                content == null
                    ? ""
                    : ","
                        + content
                            .replace("{dose}", DOSE)
                            .replace("{claim}", CLAIM)
                            .replaceAll("\\{own ([a-z-]+)}", OWN.replace("%s", "$1"))))
        .replace('\'', '"');
  }

  /** The first status is that of the default, the second that of the server that asks of all. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "MedicationAdministration; ; 201; 422; status",
        "MedicationAdministration; {dose}; 201; 201; ",
        "MedicationAdministration; {dose},{own medication-administration}; 422; 422; dosage",
        "MedicationAdministration; {dose},{own"
            + " medication-administration},'dosage':{'dose':{'value':1,'unit':'mg'}}; 201; 201; ",
        "MedicationAdministration; {dose},{own"
            + " medication-administration},'dosage':{'dose':{'value':0,'unit':'mg'}}; 422; 422;"
            + " more than nothing",
        "Encounter;"
            + " 'status':'finished','class':{'code':'AMB'},'period':{'start':'2025-02-01','end':'2025-01-01'};"
            + " 201; 422; period",
        "Claim; {claim}; 201; 201; ",
        "Claim; {claim},{own claim}; 422; 422; item",
        "Patient;"
            + " 'meta':{'profile':[null],'_profile':[{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'unknown'}]}]};"
            + " 201; 201; ",
        "Patient; 'contact':[{'gender':'male'}]; 201; 422; contact",
        "Patient; 'gender':'male'; 201; 201; "
      })
  void whatMustBeThereIsThere(String type, String content, int byDefault, int ofAll, String word) {
    String body = resource(type, content);
    answered(server.fhir().body(body).post("/" + type), byDefault, word);
    answered(everything.fhir().body(body).post("/" + type), ofAll, word);
  }

  private static void answered(Response answer, int status, String word) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    if (status == 422) {
      assertThat(answer.asString()).contains(word, "\"expression\"");
    }
  }

  /** The same by every write. */
  @ParameterizedTest
  @ValueSource(strings = {"PUT", "batch", "transaction", "PATCH"})
  void everyWriteIsChecked(String how) {
    String lacking =
        resource(
            "MedicationAdministration",
            "'id':'lacks-" + how + "',{dose},{own medication-administration}");
    String path = "/MedicationAdministration/lacks-" + how;
    Response answer =
        switch (how) {
          case "PUT" -> server.fhir().body(lacking).put(path);
          case "PATCH" -> {
            server
                .fhir()
                .body(resource("MedicationAdministration", "'id':'lacks-PATCH',{dose}"))
                .put(path);
            yield server
                .fhir()
                .contentType("application/json-patch+json")
                .body(
                    "[{\"op\":\"add\",\"path\":\"/meta/profile\",\"value\":[\"%s/StructureDefinition/price-units-medication-administration\"]}]"
                        .formatted(Canonicals.BASE))
                .patch(path);
          }
          default ->
              server
                  .fhir()
                  .body(
                      "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"%s\"}}]}"
                          .formatted(how, lacking, path.substring(1)))
                  .post("/");
        };
    assertThat(answer.asString()).contains("dosage");
    assertThat(answer.statusCode()).isEqualTo(how.equals("batch") ? 200 : 422);
    server.fhir().get(path).then().statusCode(how.equals("PATCH") ? 200 : 404);
  }

  /** HAPI would store what $meta-add names beside the resource, and check nothing. */
  @Test
  void aProfileComesWithItsResource() {
    server
        .fhir()
        .body(resource("MedicationAdministration", "'id':'meta-added',{dose}"))
        .put("/MedicationAdministration/meta-added");
    String meta =
        "{'resourceType':'Parameters','parameter':[{'name':'meta','valueMeta':{'profile':['%s/StructureDefinition/price-units-medication-administration']}}]}"
            .formatted(Canonicals.BASE)
            .replace('\'', '"');
    server
        .fhir()
        .body(meta)
        .post("/MedicationAdministration/meta-added/$meta-add")
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({"true, its type and its profiles require", "false, names a profile of this guide"})
  void theStatementSaysIt(boolean ofAll, String words) {
    (ofAll ? everything : server)
        .fhir()
        .get("/metadata")
        .then()
        .body("description", containsString(words));
  }
}
