package org.priceunits.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulkPricingTest {
  private static final String CREATED = "2026-11-28T06:00:00Z";

  private Path folder = Path.of("");
  private Path output = Path.of("");
  private String said = "";

  @BeforeEach
  void folders(@TempDir Path temporary) throws IOException {
    folder = Files.createDirectory(temporary.resolve("export"));
    output = temporary.resolve("claims");
  }

  @Test
  void aFolderOfAnExportBecomesClaimsOutcomesASummaryAndAManifest() throws IOException {
    export(administrations(1, 40), "MedicationAdministration.0.ndjson");
    export(administrations(2, 40), "more/MedicationAdministration.1.ndjson.gz");
    export(List.of(medication("m1")), "Medication.ndjson");
    export(List.of("{'resourceType':'Observation','id':'o1'}"), "Observation.ndjson");

    assertThat(price(folder)).isZero();

    assertThat(lines("Claim.ndjson"))
        .hasSize(40)
        .allSatisfy(claim -> assertThat(claim).startsWith("{\"resourceType\":\"Claim\""));
    assertThat(lines("OperationOutcome.ndjson"))
        .allSatisfy(line -> assertThat(line).startsWith("{\"resourceType\":\"OperationOutcome\""));
    assertThat(lines("summary.csv"))
        .startsWith("what,code,modifiers,count,units,net_usd", "lines,J0202,,40,120,292884.40")
        .contains("administrations,priced,,80,,");
    assertThat(Files.readString(output.resolve("manifest.json")))
        .contains(
            "\"transactionTime\" : \"" + CREATED, "\"url\" : \"Claim.ndjson\"", "\"count\" : 40");
    assertThat(said).contains("not read: 1 Observation");
    assertThat(output.resolveSibling(".")).isDirectoryNotContaining("glob:**.price-units-*");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void filesInAnyOrderOnAnyNumberOfThreadsGiveTheSameBytes(int threads) throws IOException {
    List<String> all = new ArrayList<>(administrations(1, 60));
    all.addAll(administrations(2, 60));
    export(all, "a.ndjson");
    export(List.of(medication("m1")), "b.ndjson");
    assertThat(price(folder)).isZero();
    List<String> expected = lines("Claim.ndjson");

    Collections.shuffle(all, new Random(threads));
    export(List.of(medication("m1")), "a.ndjson");
    export(all.subList(0, 50), "b.ndjson");
    export(all.subList(50, 120), "c.ndjson");
    output = output.resolveSibling("again");
    assertThat(price(folder, "--threads", String.valueOf(threads))).isZero();

    assertThat(lines("Claim.ndjson")).isEqualTo(expected);
  }

  @Test
  void aBadLineIsReportedWithItsPlaceAndTheOthersArePriced() throws IOException {
    List<String> lines = new ArrayList<>(administrations(1, 2));
    lines.add(1, "");
    lines.add(2, "{'resourceType':'MedicationAdministration'");
    lines.add("{'resourceType':'Bundle'}");
    lines.add(administrations(9, 1).get(0).replaceAll("'value':[0-9.]+", "'value':1e99999999"));
    export(lines, "a.ndjson");
    export(List.of(medication("m1")), "b.ndjson");

    assertThat(price(folder)).isEqualTo(1);

    assertThat(lines("Claim.ndjson")).hasSize(2);
    assertThat(
            lines("OperationOutcome.ndjson").stream()
                .filter(l -> l.contains("record-not-readable")))
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("\"valueInteger\":3", "a.ndjson"))
        .anySatisfy(line -> assertThat(line).contains("\"valueInteger\":6", "exponent of more"))
        .anySatisfy(
            line -> assertThat(line).contains("\"valueInteger\":5", "A Bundle stands on the line"));
    assertThat(lines("summary.csv"))
        .contains("administrations,refused,,3,,", "error,record-not-readable,,3,,");
  }

  @Test
  void standardInputAndRowsForASpreadsheet() throws IOException {
    List<String> lines = new ArrayList<>(administrations(1, 2));
    lines.add(medication("m1"));
    InputStream before = System.in;
    System.setIn(
        new ByteArrayInputStream(("\uFEFF" + json(lines)).getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(run("-", "--format", "csv")).isZero();
    } finally {
      System.setIn(before);
    }

    assertThat(lines("claim-lines.csv"))
        .startsWith(
            "patient,date,place_of_service,code,modifiers,units,unit_price,net,ndc,ndc_quantity,ndc_unit,administrations")
        .hasSize(3)
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith("Patient/p0,2025-08-02,22,J0202,,1,2440.702,2440.70,")
                    .endsWith("MedicationAdministration/a0-1"));
  }

  @Test
  void filesOfOneTypeMayBeNamedOneByOneAndComePackedOnStandardInput() throws IOException {
    export(administrations(1, 2), "MedicationAdministration.0.ndjson");
    export(administrations(2, 2), "MedicationAdministration.1.gz");
    export(List.of(medication("m1")), "more/packed.gz");
    InputStream before = System.in;
    try (InputStream packed = Files.newInputStream(folder.resolve("more/packed.gz"))) {
      System.setIn(packed);
      assertThat(
              run(
                  "-",
                  folder.resolve("MedicationAdministration.0.ndjson").toString(),
                  folder.resolve("MedicationAdministration.1.gz").toString()))
          .isZero();
    } finally {
      System.setIn(before);
    }

    assertThat(lines("Claim.ndjson")).hasSize(2);
    assertThat(lines("summary.csv")).contains("administrations,priced,,4,,");
  }

  @Test
  void recordsOfNoPatientAreRefusedEachAtItsPlace() throws IOException {
    List<String> lines = new ArrayList<>(administrations(1, 3));
    lines.replaceAll(line -> line.replaceFirst("'subject':.'reference':'Patient/p[01]'.,", ""));
    export(lines, "a.ndjson");
    export(
        List.of(medication("m1"), "{'resourceType':'Encounter','id':'e1','status':'finished'}"),
        "b.ndjson");

    assertThat(price(folder)).isEqualTo(1);

    assertThat(lines("Claim.ndjson")).hasSize(1);
    assertThat(lines("OperationOutcome.ndjson"))
        .filteredOn(line -> line.contains("patient-missing"))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("\"valueInteger\":1", "a0-1"))
        .anySatisfy(line -> assertThat(line).contains("\"valueInteger\":2", "a1-1"));
  }

  @Test
  void aDoseIsNotBilledWithoutWhatWasDiscardedOfItEvenIfThatNamesNoPatient() throws IOException {
    String waste =
        "{'resourceType':'MedicationAdministration','id':'w1','status':'not-done',"
            + "'statusReason':[{'coding':[{'system':'https://price-units.github.io/fhir/CodeSystem/waste-reason','code':'drug-discarded'}]}],"
            + "'partOf':[{'reference':'MedicationAdministration/ID'}],"
            + "'medicationReference':{'reference':'Medication/m1'},'effectiveDateTime':'2025-08-02',"
            + "'dosage':{'dose':{'value':2,'system':'http://unitsofmeasure.org','code':'mg'}}}";
    export(
        List.of(waste.replace("ID", "a0-1"), waste.replace("ID", "gone").replace("w1", "w2")),
        "0.ndjson");
    export(administrations(1, 1), "a.ndjson");
    export(List.of(medication("m1")), "b.ndjson");

    assertThat(price(folder)).isEqualTo(1);

    assertThat(lines("Claim.ndjson")).isEmpty();
    assertThat(lines("summary.csv"))
        .contains("error,patient-mismatch,,1,,", "error,discard-without-administration,,1,,");
  }

  @Test
  void recordsOfOneServerAreOfOnePatientWithOrWithoutItsAddress() throws IOException {
    String absolute =
        administrations(2, 1).get(0).replace("Patient/p0", "https://a.example/fhir/Patient/p0");
    export(List.of(administrations(1, 1).get(0), absolute), "a.ndjson");
    export(List.of(medication("m1")), "b.ndjson");

    assertThat(price(folder)).isZero();

    assertThat(lines("summary.csv")).contains("lines,J0202,,1,3,7322.11");
  }

  @ParameterizedTest
  @CsvSource({"charge-item, 0", "both, 3"})
  void chargeItemsAreWrittenWhereAskedFor(String as, int claims) throws IOException {
    export(administrations(1, 3), "a.ndjson");
    export(List.of(medication("m1")), "b.ndjson");

    assertThat(price(folder, "--as", as, "--price-override")).isZero();

    assertThat(lines("ChargeItem.ndjson"))
        .hasSize(3)
        .allSatisfy(
            charge ->
                assertThat(charge)
                    .startsWith("{\"resourceType\":\"ChargeItem\"")
                    .contains("\"priceOverride\":{\"value\":2440.70,"));
    if (claims == 0) {
      assertThat(output.resolve("Claim.ndjson")).doesNotExist();
    } else {
      assertThat(lines("Claim.ndjson")).hasSize(claims);
    }
    assertThat(lines("summary.csv")).contains("lines,J0202,,3,3,7322.10");
    assertThat(Files.readString(output.resolve("manifest.json")))
        .contains("\"url\" : \"ChargeItem.ndjson\"");
    assertThat(said).contains("3 charge items");
  }

  @Test
  void withoutBeingAskedForThereAreNoChargeItems() throws IOException {
    export(administrations(1, 1), "a.ndjson");
    export(List.of(medication("m1")), "b.ndjson");

    assertThat(price(folder)).isZero();

    assertThat(output.resolve("ChargeItem.ndjson")).doesNotExist();
    assertThat(said).doesNotContain("charge items");
  }

  @ParameterizedTest
  @CsvSource({
    "--as charge-items, 'claim, charge-item, both'",
    "--price-override, --as charge-item",
    "--as charge-item --format csv, --format csv"
  })
  void whatDoesNotGoTogetherIsRefused(String options, String said) throws IOException {
    export(administrations(1, 1), "a.ndjson");

    assertThat(price(folder, options.split(" "))).isEqualTo(2);

    assertThat(this.said).contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--format table|not table. Leave --format table or --bulk out.",
        "--format fhir|--bulk writes ndjson (the default) or csv, not fhir.",
        "--format x12|not x12. Leave --format x12 or --bulk out.",
        "--format x12-lines|not x12-lines. Leave --format x12-lines or --bulk out.",
        "--x12 o.json|--x12 is for an 837, which --bulk does not write.",
        "--threads 0|--threads is 1 or more. Leave it out for one a core.",
      })
  void eachFaultHasItsSentenceAlone(String options, String sentence) throws IOException {
    export(administrations(1, 1), "a.ndjson");

    assertThat(price(folder, options.split(" "))).isEqualTo(2);

    assertThat(said).contains(sentence).doesNotContain("--out");
    assertThat(output).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "--format ndjson, Claim.ndjson",
    "--format NDJSON, Claim.ndjson",
    "--format csv, claim-lines.csv",
    "--threads 1, Claim.ndjson"
  })
  void theFormatsOfTheHelpAreWritten(String options, String file) throws IOException {
    export(administrations(1, 1), "a.ndjson");
    export(List.of(medication("m1")), "b.ndjson");

    assertThat(price(folder, options.split(" "))).as(said).isZero();

    assertThat(output.resolve(file)).isNotEmptyFile();
  }

  @Test
  void aRunThatCannotReadItsInputLeavesNothing() throws IOException {
    export(administrations(1, 5), "a.ndjson.gz");
    Path file = folder.resolve("a.ndjson.gz");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 12));

    assertThat(price(folder)).isEqualTo(2);

    assertThat(said).contains("a.ndjson.gz: ");
    assertThat(output.getParent())
        .isDirectoryNotContaining("glob:**claims")
        .isDirectoryNotContaining("glob:**.price-units-*");
  }

  @Test
  void anOutputThatIsThereIsNotOverwritten() throws IOException {
    export(administrations(1, 1), "a.ndjson");
    Files.createDirectory(output);
    Files.writeString(output.resolve("Claim.ndjson"), "kept");

    assertThat(price(folder)).isEqualTo(2);

    assertThat(said).contains("not empty");
    assertThat(output.resolve("Claim.ndjson")).hasContent("kept");
  }

  @Test
  void aFolderWithoutFilesACodeForAllAndAMissingOutputAreRefused() {
    assertThat(price(folder)).isEqualTo(2);
    assertThat(said).contains("no .ndjson");
    assertThat(price(folder, "--billing-code", "J0202")).isEqualTo(2);
    assertThat(said).contains("--billing-code is about one drug");
    assertThat(command("price", "--bulk", folder.toString())).isEqualTo(2);
    assertThat(said).contains("--bulk needs --out DIR: the new folder").doesNotContain("ndjson");
  }

  private int price(Path input, String... options) {
    return run(input.toString(), options);
  }

  private int run(String input, String... options) {
    Stream<String> fixed =
        Stream.of("price", "--bulk", "--out", output.toString(), "--created", CREATED, input);
    return command(Stream.concat(fixed, Arrays.stream(options)).toArray(String[]::new));
  }

  private int command(String... arguments) {
    StringWriter text = new StringWriter();
    int code =
        PriceUnitsCommand.commandLine()
            .setOut(new PrintWriter(text, true))
            .setErr(new PrintWriter(text, true))
            .execute(arguments);
    said = text.toString();
    return code;
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(output.resolve(file));
  }

  private void export(List<String> records, String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write(json(records).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(List<String> records) {
    return String.join("\n", records).replace('\'', '"') + "\n";
  }

  /** Doses of so many mg each, one a patient. */
  private static List<String> administrations(int mg, int patients) {
    return IntStream.range(0, patients)
        .mapToObj(
            i ->
                "{'resourceType':'MedicationAdministration','id':'a%d-%d','status':'completed','identifier':[{'system':'urn:a','value':'%d-%d'}],'medicationReference':{'reference':'Medication/m1'},'subject':{'reference':'Patient/p%d'},'effectiveDateTime':'2025-08-02T10:00:00-05:00','dosage':{'dose':{'value':%d,'system':'http://unitsofmeasure.org','code':'mg'}}}"
                    .formatted(i, mg, i, mg, i, mg))
        .toList();
  }

  private static String medication(String id) {
    return "{'resourceType':'Medication','id':'%s','code':{'coding':[{'system':'http://hl7.org/fhir/sid/ndc','code':'58468020001'}]}}"
        .formatted(id);
  }
}
