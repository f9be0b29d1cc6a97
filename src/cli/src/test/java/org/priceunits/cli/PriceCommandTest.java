package org.priceunits.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;

class PriceCommandTest {
  private static final String LEMTRADA = administration("a1", "58468020001", 5);

  private Path folder = Path.of("");
  private String out = "";
  private String err = "";

  @BeforeEach
  void folder(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aResourceBecomesATableOfLinesWithTheReason() throws IOException {
    assertThat(price(file("a.json", LEMTRADA))).isZero();

    assertThat(out)
        .containsPattern("2025-08-02 +J0202 +5 ")
        .contains("2440.702", "12203.51", "ceil(5 / 1) = 5 (R1")
        .contains("WARNING waste-unknown");
  }

  @Test
  void chargesHaveATableOfTheirOwn() throws IOException {
    assertThat(price("--as", "charge-item", "--price-override", file("a.json", LEMTRADA))).isZero();

    assertThat(out)
        .contains("Charges for Patient/p1", "12203.51", "ceil(5 / 1) = 5 (R1")
        .containsPattern("2025-08-02 +J0202 +5 ")
        .doesNotContain("Claim for", "coverage-unknown");
  }

  @Test
  void aByteOrderMarkAndAPatientKnownByIdentifierAreNoHindrance() throws IOException {
    String known =
        LEMTRADA.replaceFirst(
            "\"subject\": *\\{[^}]*}",
            "\"subject\": {\"identifier\": {\"system\": \"urn:mrn\", \"value\": \"m7\"}}");
    assertThat(known).isNotEqualTo(LEMTRADA);

    assertThat(price(file("a.json", "\uFEFF" + known))).isZero();

    assertThat(out).contains("Claim for m7");
  }

  @Test
  void aDrugWithoutACodeOfItsOwnIsOneUnitInWords() throws IOException {
    assertThat(price("--billing-code", "J9999", file("a.json", LEMTRADA))).isZero();

    assertThat(out).containsPattern("J9999 +1 ").contains("WARNING unclassified-code");
  }

  @Test
  void linesOfAnNdjsonFilePoolInOneCall() throws IOException {
    String lines = LEMTRADA + "\n\n" + administration("a2", "58468020001", 7) + "\n";

    assertThat(price(file("a.ndjson", lines))).isZero();

    assertThat(out).containsPattern("J0202 +12 ").contains("R15");
  }

  @Test
  void oneAnswerOnALineForEachFile() throws IOException {
    String bundle =
        "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [{\"resource\":\n"
            + LEMTRADA
            + "}]}";
    String parameters =
        "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"administration\","
            + " \"resource\":\n"
            + LEMTRADA
            + "}]}";

    assertThat(price("--format", "fhir", file("b.json", bundle), file("p.json", parameters)))
        .isZero();

    assertThat(out.lines().map(PriceCommandTest::answer))
        .hasSize(2)
        .allMatch(answer -> answer.hasParameter("claim"));
  }

  @Test
  void whatIsRefusedIsNamedAndGivesExitCodeOne() throws IOException {
    String unknown = administration("a2", "99999999999", 7);

    assertThat(price(file("a.ndjson", LEMTRADA + "\n" + unknown))).isEqualTo(1);

    assertThat(out)
        .contains("refused: line 2, MedicationAdministration/a2", "ERROR product-unknown")
        .containsPattern("J0202 +5 ");
  }

  @ParameterizedTest
  @CsvSource({"2, true", "1, false"})
  void aDamagedLineIsNamedAndTheOthersArePriced(int damaged, boolean last) throws IOException {
    String text = last ? LEMTRADA + "\n{bad\n" : "{bad\n" + LEMTRADA + "\n";

    assertThat(price(file("a.ndjson", text))).isEqualTo(1);

    assertThat(out).containsPattern("J0202 +5 ").contains("line " + (3 - damaged) + ", Medi");
    assertThat(err).containsOnlyOnce("a.ndjson: Line " + damaged + " is left out: ");
  }

  @Test
  void eachAdministrationHasItsIssuesAndWhatSeveralShareIsSaidOnce() throws IOException {
    String unknown = administration("a2", "99999999999", 7);
    String other = administration("a3", "58468020001", 5).replace("2025-08-02", "2025-08-09");

    price(file("a.ndjson", String.join("\n", LEMTRADA, unknown, other)));

    assertThat(out)
        .containsSubsequence(
            "  refused: line 2, MedicationAdministration/a2\n    ERROR product-unknown: ",
            "  priced: line 1, MedicationAdministration/a1\n    WARNING ",
            "  INFORMATION diagnosis-missing: ",
            " [line 1, MedicationAdministration/a1; line 3, MedicationAdministration/a3]\n")
        .containsOnlyOnce("diagnosis-missing");
  }

  @Test
  void aSpreadsheetGetsARowForEachLineAndTheIssuesStandBesideIt() throws IOException {
    String unknown = administration("a2", "99999999999", 7);

    assertThat(price("--format", "csv", file("a.ndjson", LEMTRADA + "\n" + unknown))).isEqualTo(1);

    assertThat(out.lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("patient,date,place_of_service,code,");
    assertThat(out).contains("Patient/p1,2025-08-02,22,J0202,,5,2440.702,12203.51,58468020001,");
    assertThat(err).contains("refused: line 2, MedicationAdministration/a2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "price --pair medicare a.json|Unknown option: '--pair'",
        "price|Missing required parameter: 'FILE'",
        "price --format pdf a.json|a format is one of [table, fhir, csv, x12, x12-lines, ndjson]",
        "price --format ndjson a.json|--format ndjson needs --bulk. Add --bulk, or use --format fhir",
      })
  void aMistypedOptionIsNamedWithoutTheWholeHelp(String arguments, String sentence) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err).contains(sentence, "See price-units price --help.").doesNotContain("Usage:");
  }

  @Test
  void optionsAreTheInputsOfTheOperation() throws IOException {
    assertThat(
            price(
                "--payer",
                "cigna",
                "--claim-type",
                "institutional",
                "--modifier",
                "TB",
                "--time-zone",
                "America/Chicago",
                "--as-of",
                "2025-08-01",
                "--billing-code",
                "J0202",
                file("a.json", LEMTRADA)))
        .isZero();
    assertThat(out)
        .contains("institutional", " TB ", "payer-rule-not-published")
        .doesNotContain("place of service");
    assertThat(price("--place-of-service", "11", file("a.json", LEMTRADA))).isZero();
    assertThat(out).contains("place of service 11");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{bad|This is no FHIR R4 JSON.",
        "{\"resourceType\":\"Patient\"}|Send Parameters, a MedicationAdministration or a Bundle",
        "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}|There is nothing to price.",
      })
  void whatIsNoInputIsRefusedWithASentence(String text, String sentence) throws IOException {
    assertThat(price(file("bad.json", text))).isEqualTo(2);
    assertThat(err).contains("bad.json: ", sentence).doesNotContain("\tat ");
  }

  @Test
  void aMissingFileAndAnUnknownPayerAreNamed() throws IOException {
    assertThat(price(folder.resolve("absent.json").toString())).isEqualTo(2);
    assertThat(err).contains("absent.json is not there");
    assertThat(price("--payer", "bcbs", file("a.json", LEMTRADA))).isEqualTo(2);
    assertThat(err).contains("The payer bcbs has no rules here.", "bcbs-nc");
    assertThat(price("--knowledge", folder.resolve("none").toString(), file("a.json", LEMTRADA)))
        .isEqualTo(2);
    assertThat(err).contains("is not a folder").doesNotContain("\tat ");
  }

  @Test
  void aFolderOfKnowledgeGoesBeforeTheJarsOwn() throws IOException {
    Path knowledge = Files.createDirectory(folder.resolve("knowledge"));
    String fees = Files.readString(Path.of("fhir-resources/Bundle-fees-2025Q3.json"));
    Files.writeString(
        knowledge.resolve("Bundle-fees-2025Q3.json"), fees.replace("2440.702", "2000.000"));

    assertThat(price("--knowledge", knowledge.toString(), file("a.json", LEMTRADA))).isZero();

    assertThat(out).contains("2000.000", "10000.00");
  }

  @ParameterizedTest
  @CsvSource({"--help", "serve --help", "price --help", "load --help"})
  void helpShowsAnExample(String command) {
    assertThat(run(command.split(" "))).isZero();
    assertThat(out).contains("Example: price-units ");
  }

  @Test
  void helpSaysWhichPlaceOfServiceIsTakenWithoutTheOption() {
    assertThat(run("price", "--help")).isZero();
    assertThat(out.replaceAll("\\s+", " "))
        .contains("else the one that the payer's policy assumes");
  }

  @Test
  void theVersionIsTheBuilds() {
    assertThat(run("--version")).isZero();
    assertThat(out).matches("price-units \\d+\\.\\d+\\.\\d+\\S*\\s+");
  }

  private int price(String... arguments) {
    return run(Stream.concat(Stream.of("price"), Stream.of(arguments)).toArray(String[]::new));
  }

  private int run(String... arguments) {
    StringWriter written = new StringWriter();
    StringWriter complained = new StringWriter();
    int exit =
        PriceUnitsCommand.commandLine()
            .setOut(new PrintWriter(written, true))
            .setErr(new PrintWriter(complained, true))
            .execute(arguments);
    out = written.toString();
    err = complained.toString();
    return exit;
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Parameters answer(String line) {
    return ShippedKnowledge.FHIR.newJsonParser().parseResource(Parameters.class, line);
  }

  private static String administration(String id, String ndc, int milligrams) {
    return ("{\"resourceType\": \"MedicationAdministration\", \"id\": \"%s\", \"status\":"
            + " \"completed\", \"medicationCodeableConcept\": {\"coding\": [{\"system\":"
            + " \"http://hl7.org/fhir/sid/ndc\", \"code\": \"%s\"}]}, \"subject\":"
            + " {\"reference\": \"Patient/p1\"}, \"effectiveDateTime\":"
            + " \"2025-08-02T10:00:00-05:00\", \"dosage\": {\"dose\": {\"value\": %d,"
            + " \"system\": \"http://unitsofmeasure.org\", \"code\": \"mg\"}}}")
        .formatted(id, ndc, milligrams);
  }
}
