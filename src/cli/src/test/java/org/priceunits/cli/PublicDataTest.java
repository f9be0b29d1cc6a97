package org.priceunits.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  /** The figures are those that CMS printed. */
  @Test
  void aCodeHasThePriceOfItsQuarterAndATabletItsPackage() throws IOException {
    price(
        "medicare",
        List.of("--knowledge", folder.toString()),
        record("", "J7520", "2024-02-01"),
        record("", "J7520", "2024-05-01"),
        record("", "J7520", "2024-08-01"),
        record("", "J7520", "2024-11-01"),
        record("", "J7520", "2025-02-01"),
        record("", "J7520", "2025-05-01"),
        record("", "J1100", "2025-09-30"),
        record("", "J9271", "2025-08-01"),
        record("", "J0897", "2025-08-02"),
        record(TABLETS, "", "2025-08-20"),
        record(TABLETS, "", "2026-08-20"));
    assertThat(said)
        .containsPattern("2024-02-01 +J7520 .* 2.672 ")
        .containsPattern("2024-05-01 +J7520 .* 2.460 ")
        .containsPattern("2024-08-01 +J7520 .* 1.335 ")
        .containsPattern("2024-11-01 +J7520 .* 1.327 ")
        .containsPattern("2025-02-01 +J7520 .* 1.063 ")
        .containsPattern("2025-05-01 +J7520 .* 1.144 ")
        .containsPattern("2025-09-30 +J1100 .* 0.119 ")
        .containsPattern("2025-08-01 +J9271 .* 58.562 ")
        .containsPattern("2025-08-02 +J0897 .* 29.237 ")
        .containsPattern("2025-08-20 +J7520 +3 +00008104105 +3.000 UN +0.956 +2.87")
        .contains("3 units of J7520 on 2025-08-20 are above CMS's ceiling of 0")
        // No later crosswalk that is known leaves the package out.
        .containsPattern("2026-08-20 +J7520 ");
  }

  @Test
  void withoutItTheAnswerNamesTheCommand() throws IOException {
    price("medicare", List.of(), record(TABLETS, "", "2025-08-20"));
    assertThat(said).contains("NDC 00008104105 is not known here", PublicKnowledge.COMMAND);
    price("medicare", List.of(), record("", "J7520", "2025-09-30"));
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

  private static void price(String payer, List<String> options, String... records)
      throws IOException {
    Path file = Files.createTempFile("records", ".ndjson");
    Files.write(file, List.of(records));
    Stream<String> command = Stream.of("price", "--payer", payer, file.toString());
    run(Stream.concat(command, options.stream()).toArray(String[]::new));
    Files.delete(file);
  }

  /** Returns a record of 3 mg, of a patient of its own. */
  private static String record(String ndc, String code, String day) {
    String coding =
        ndc.isEmpty()
            ? "\"http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets\",\"code\":\"" + code
            : "\"http://hl7.org/fhir/sid/ndc\",\"code\":\"" + ndc;
    return ("{\"resourceType\":\"MedicationAdministration\",\"status\":\"completed\","
            + "\"subject\":{\"reference\":\"Patient/p%s\"},"
            + "\"medicationCodeableConcept\":{\"coding\":[{\"system\":%s\"}]},"
            + "\"effectiveDateTime\":\"%sT10:00:00-05:00\",\"dosage\":{\"dose\":{\"value\":3,"
            + "\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg\"}}}")
        .formatted(day, coding, day);
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
