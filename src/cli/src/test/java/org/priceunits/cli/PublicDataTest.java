package org.priceunits.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.result.PublicKnowledge;
import org.priceunits.loading.PublicData;

/** What {@code load --public} adds to a folder, as {@code price} sees it. */
class PublicDataTest {
  private static final String TABLETS = "00008104105";

  @TempDir private static Path folder;
  private static String said = "";

  @BeforeAll
  static void load() {
    assertThat(run("load", "--public", "--to", folder.toString())).isZero();
  }

  @Test
  void aSecondLoadChangesNothing() throws IOException {
    Map<String, Long> first = sizes();
    assertThat(run("load", "--public", "--to", folder.toString())).isZero();
    assertThat(said).contains("packages added: 0", "fees added: 0", "\n0 resources written");
    assertThat(sizes()).isEqualTo(first);
  }

  /**
   * The figures are those that CMS printed; the first posting of 2025Q1 applies until the second.
   */
  @ParameterizedTest
  @CsvSource({
    "J7520, 2024-02-01, 2.672",
    "J7520, 2024-05-01, 2.460",
    "J7520, 2024-08-01, 1.335",
    "J7520, 2024-11-01, 1.327",
    "J7520, 2025-02-01, 1.063",
    "J7520, 2025-05-01, 1.144",
    "J7520, 2025-08-01, 0.956",
    "J1100, 2024-02-01, 0.119",
    "J1100, 2025-09-30, 0.119",
    "J9271, 2025-08-01, 58.562",
    "J0897, 2025-08-01, 29.237"
  })
  void aCodeHasThePriceOfItsQuarter(String code, String day, String price) throws IOException {
    assertThat(priced("", code, day)).contains(" " + price + " ");
  }

  @Test
  void aPackageOfTabletsHasItsCodeUnitsNdcQuantityPriceAndCeiling() throws IOException {
    assertThat(priced(TABLETS, "", "2025-08-20"))
        .containsPattern("2025-08-20 +J7520 +3 +00008104105 +3.000 UN +0.956 +2.87")
        .contains("unit-ceiling-exceeded");
  }

  @Test
  void aPackageThatNoLaterCrosswalkIsKnownToLeaveOutGoesOn() throws IOException {
    assertThat(priced(TABLETS, "", "2026-08-20")).contains("J7520");
  }

  @Test
  void withoutItTheAnswerNamesTheCommand() throws IOException {
    Path file = record(TABLETS, "", "2025-08-20");
    assertThat(run("price", "--payer", "medicare", file.toString())).isEqualTo(1);
    assertThat(said).contains("NDC 00008104105 is not known here", PublicKnowledge.COMMAND);
    Path coded = record("", "J7520", "2025-08-20");
    run("price", "--payer", "medicare", coded.toString());
    assertThat(said).contains("price-not-found", PublicKnowledge.COMMAND + " brings");
  }

  @Test
  void theQuartersThatTextsNameAreThoseOfThePack() throws IOException {
    assertThat(PublicData.files())
        .extracting(file -> file.path().toString())
        .filteredOn(name -> name.startsWith("payment-limits-"))
        .first()
        .asString()
        .contains(PublicData.QUARTERS.substring(0, 6));
    assertThat(PublicData.files())
        .extracting(file -> file.path().toString())
        .filteredOn(name -> name.startsWith("payment-limits-"))
        .last()
        .asString()
        .contains(PublicData.QUARTERS.substring(10));
  }

  private static String priced(String ndc, String code, String day) throws IOException {
    run(
        "price",
        "--payer",
        "medicare",
        "--knowledge",
        folder.toString(),
        record(ndc, code, day).toString());
    return said;
  }

  private static Path record(String ndc, String code, String day) throws IOException {
    String coding =
        ndc.isEmpty()
            ? "\"http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets\",\"code\":\"" + code
            : "\"http://hl7.org/fhir/sid/ndc\",\"code\":\"" + ndc;
    return Files.writeString(
        Files.createTempFile("record", ".json"),
        """
        {"resourceType": "MedicationAdministration", "status": "completed", "subject": {"reference": "Patient/p1"},
         "medicationCodeableConcept": {"coding": [{"system": %s"}]},
         "effectiveDateTime": "%sT10:00:00-05:00",
         "dosage": {"dose": {"value": 3, "system": "http://unitsofmeasure.org", "code": "mg"}}}
        """
            .formatted(coding, day));
  }

  private static Map<String, Long> sizes() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        sizes.put(file.getFileName().toString(), Files.size(file));
      }
    }
    return sizes;
  }

  private static int run(String... command) {
    StringWriter out = new StringWriter();
    int exit =
        PriceUnitsCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(command);
    said = out.toString();
    return exit;
  }
}
