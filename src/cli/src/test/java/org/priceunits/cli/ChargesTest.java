package org.priceunits.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests an operator's own charges, from the csv to the priced line. */
class ChargesTest {
  private static final String LEMTRADA = "58468020001";
  private static final String FOR_ALL = "J0202,,2025-07-01,2025-12-31,2500.00\n";
  private static final String FOR_ONE = "J0202,58468-0200-01,2025-07-01,,2600.5\n";

  private Path folder = Path.of("");
  private String said = "";

  @BeforeEach
  void folder(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aChargeGoesBeforeTheLimitAndThatOfThePackageFirst() throws IOException {
    assertThat(load("code,ndc,from,to,usd\n" + FOR_ALL + FOR_ONE)).isZero();
    assertThat(said).contains("charges added: 2");

    assertThat(priced(LEMTRADA, "2025-08-02")).contains(" 2600.5 ", "price: charge");
    assertThat(priced("", "2025-08-02")).contains(" 2500.00 ", "price: charge");
    assertThat(priced(LEMTRADA, "2026-02-02")).contains(" 2600.5 ");
    assertThat(priced("", "2025-05-02")).contains("price: limit");
  }

  @Test
  void thePackageColumnMayBeLeftOutAndAChangedAmountReplaces() throws IOException {
    load("Code, From, To, USD\nJ0202, 2025-07-01, , 2500\n");
    assertThat(load("Code, From, To, USD\nJ0202, 2025-07-01, , 2500\n")).isZero();
    assertThat(said).contains("charges added: 0", "charges changed: 0", "0 resources written");

    load("code,from,to,usd\nJ0202,2025-07-01,,2700\n");
    assertThat(said).contains("charges changed: 1");
    assertThat(priced(LEMTRADA, "2025-08-02")).contains(" 2700 ");
  }

  @Test
  void everyLineThatCannotBeReadIsNamedAndNothingIsLoaded() throws IOException {
    assertThat(
            load(
                "code,ndc,from,to,usd\n"
                    + FOR_ALL
                    + "0202,,2025-07-01,,1\n"
                    + "J0202,123,2025-07-01,,1\n"
                    + "J0202,,2025-07,,1\n"
                    + "J0202,,2025-07-01,2025-06-30,1\n"
                    + "J0202,,2026-07-01,,-1\n"
                    + "J0202,,2025-08-01,,1\n"
                    + "J0202,,2025-08-01\n"))
        .isEqualTo(2);

    assertThat(said)
        .contains(
            "line 3: '0202' is not",
            "line 4: '123' is not an NDC",
            "line 5: from and to are days",
            "line 6: it ends before",
            "line 7: '-1' is not an amount",
            "line 8: line 2 has a charge for the same days",
            "line 9: it has not as many cells")
        .doesNotContain("line 2:");
    assertThat(folder.resolve("target")).doesNotExist();
    assertThat(load("code,usd\nJ0202,1\n")).isEqualTo(2);
    assertThat(said).contains("line 1: the headings");
  }

  private int load(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("charges.csv"), csv);
    return run("load", "--to", folder.resolve("target").toString(), "--charges", file.toString());
  }

  private String priced(String ndc, String day) throws IOException {
    String coding =
        ndc.isEmpty()
            ? "\"text\": \"alemtuzumab\""
            : "\"coding\": [{\"system\": \"http://hl7.org/fhir/sid/ndc\", \"code\": \""
                + ndc
                + "\"}]";
    Path file =
        Files.writeString(
            folder.resolve("a.json"),
            ("{\"resourceType\": \"MedicationAdministration\", \"id\": \"a1\", \"status\": \"completed\","
                    + " \"medicationCodeableConcept\": {%s},"
                    + " \"subject\": {\"reference\": \"Patient/p1\"}, \"effectiveDateTime\": \"%sT10:00:00-05:00\","
                    + " \"dosage\": {\"dose\": {\"value\": 12, \"system\": \"http://unitsofmeasure.org\", \"code\": \"mg\"}}}")
                .formatted(coding, day));
    int exit =
        run(
            "price",
            "--billing-code",
            "J0202",
            "--knowledge",
            folder.resolve("target").toString(),
            file.toString());
    assertThat(exit).isZero();
    return said;
  }

  private int run(String... arguments) {
    StringWriter out = new StringWriter();
    int exit =
        PriceUnitsCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(arguments);
    said = out.toString();
    return exit;
  }
}
