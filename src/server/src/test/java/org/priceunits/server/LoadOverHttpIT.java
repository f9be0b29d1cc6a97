package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.priceunits.cli.PriceUnitsCommand;
import org.priceunits.loading.cms.Files508;
import org.priceunits.server.settings.ServerProperties;

/** Loads CMS's files into a running server; the next load and pricing see them at once. */
class LoadOverHttpIT {
  private static final String HEADER =
      "\"Effective July 1, 2026 through September 30, 2026\",,,\r\nHCPCS Code,Short Description,HCPCS Code Dosage,Payment Limit\r\n";

  @TempDir private Path folder;

  @Test
  void aRepostedQuarterIsComparedWithTheFirstPostingAMomentLater() throws IOException {
    try (RunningServer server = RunningServer.start(TestDatabase.newDatabase())) {
      assertThat(load(server, "2500.000", "2026-06-18")).contains("fees added: 1");
      assertThat(load(server, "2400.000", "2026-08-10"))
          .contains("fees added: 1", "of them repriced: 1");
      assertThat(load(server, "2400.000", "2026-08-10")).contains("fees added: 0");

      price(server, "2026-07-31").body(UNIT_PRICE, equalTo(2500.000f));
      price(server, "2026-09-30").body(UNIT_PRICE, equalTo(2400.000f));
      server
          .fhir()
          .get("/Provenance?_count=50")
          .then()
          .body("entry.resource.entity.flatten().what.display.flatten()", hasItem("limits.csv"));
    }
  }

  private static final String UNIT_PRICE =
      "parameter.find { it.name == 'claim' }.resource.item[0].unitPrice.value";

  private static io.restassured.response.ValidatableResponse price(
      RunningServer server, String asOf) {
    return server
        .fhir()
        .queryParam("payer", "medicare")
        .queryParam("asOf", asOf)
        .body(
            """
            {"resourceType": "MedicationAdministration", "status": "completed", "subject": {"reference": "Patient/p1"},
             "medicationCodeableConcept": {"coding": [{"system": "http://hl7.org/fhir/sid/ndc", "code": "58468020001"}]},
             "effectiveDateTime": "2026-07-20T10:00:00-05:00",
             "dosage": {"dose": {"value": 12, "system": "http://unitsofmeasure.org", "code": "mg"}}}
            """)
        .post("/MedicationAdministration/$price-units")
        .then()
        .statusCode(200);
  }

  private String load(RunningServer server, String limit, String posted) throws IOException {
    Path file = folder.resolve("limits.csv");
    Files.write(file, Files508.latin1(HEADER + "J0202,x,1 MG," + limit + "\r\n"));
    StringWriter out = new StringWriter();
    int exit =
        PriceUnitsCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(
                "load",
                "--to",
                server.root() + ServerProperties.FHIR_BASE,
                "--asp",
                file.toString(),
                "--posted",
                posted);
    assertThat(exit).as(out.toString()).isZero();
    return out.toString();
  }
}
