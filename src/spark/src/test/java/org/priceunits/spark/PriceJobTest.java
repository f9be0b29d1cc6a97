package org.priceunits.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.bulk.PatientPricer;
import org.priceunits.cli.PriceUnitsCommand;
import org.priceunits.pricing.CallTerms;
import org.priceunits.pricing.PricedAs;
import org.priceunits.spark.BulkJob.Sizes;
import picocli.CommandLine;

class PriceJobTest {
  private static final String CREATED = "2026-11-28T06:00:00Z";

  private static SparkSession spark;

  private Path folder = Path.of("");
  private Path byCommand = Path.of("");
  private Path byJob = Path.of("");
  private String said = "";

  @BeforeAll
  static void session() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("price-units-test")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "4")
            .getOrCreate();
  }

  @AfterAll
  static void end() {
    spark.stop();
  }

  @BeforeEach
  void folders(@TempDir Path temporary) throws IOException {
    folder = Files.createDirectory(temporary.resolve("export"));
    byCommand = temporary.resolve("by-command");
    byJob = temporary.resolve("by-job");
  }

  @Test
  void theAnswersAreThoseOfTheCommandLine() throws IOException {
    List<String> lines = Export.night(folder, 150, 600);
    lines.addAll(Export.badLines());
    lines.add(3, "");
    Export.write(lines.subList(0, 500), folder.resolve("a.ndjson"), "\n");
    Export.write(lines.subList(500, lines.size()), folder.resolve("more/b.ndjson.gz"), "\r\n");

    int expected = command();
    String saidByCommand = said;

    assertThat(job()).isEqualTo(expected).isEqualTo(1);
    assertThat(said.replace(byJob.toString(), ""))
        .isEqualTo(saidByCommand.replace(byCommand.toString(), ""));
    assertThat(said).contains("not read: 1 Observation");
    assertSameAnswers();
    assertThat(lines(byJob.resolve("OperationOutcome.ndjson")))
        .filteredOn(line -> line.contains("record-not-readable"))
        .hasSize(5)
        .anySatisfy(line -> assertThat(line).contains("more/b.ndjson.gz", "not JSON from column"));
  }

  @Test
  void theClaimLinesAreATable() throws IOException {
    Export.write(Export.night(folder, 100, 300), folder.resolve("a.ndjson"), "\n");

    assertThat(job()).isEqualTo(1);

    List<Row> sums =
        spark
            .read()
            .parquet(byJob.resolve("claim-lines.parquet").toString())
            .groupBy("code", "modifiers", "payer")
            .agg(functions.count("*"), functions.sum("units"), functions.sum("net"))
            .collectAsList();
    assertThat(sums)
        .extracting(
            row ->
                "lines,%s,%s,%d,%s,%s"
                    .formatted(
                        row.getString(0),
                        row.getString(1),
                        row.getLong(3),
                        row.getDecimal(4).setScale(0).toPlainString(),
                        row.isNullAt(5) ? "0" : plain(row.getDecimal(5))))
        .containsExactlyInAnyOrderElementsOf(
            Files.readAllLines(byJob.resolve("summary.csv")).stream()
                .filter(line -> line.startsWith("lines,"))
                .map(line -> line.endsWith(",0.00") ? line.replace(",0.00", ",0") : line)
                .toList());
    assertThat(sums).extracting(row -> row.getString(2)).containsOnly("medicare");
    Row one = spark.read().parquet(byJob.resolve("claim-lines.parquet").toString()).first();
    assertThat(one.<String>getAs("patient_key")).hasSize(64);
    assertThat(one.<String>getAs("ndc")).hasSize(11);
    assertThat(one.getAs("day").toString()).startsWith("2025-");
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.toPlainString();
  }

  @Test
  void theManifestNamesEachFileWithItsCount() throws IOException {
    Export.write(
        List.of(Export.medication(), Export.administration("a1", "Patient/p1")),
        folder.resolve("a.ndjson"),
        "\n");

    assertThat(job()).isZero();

    String manifest = Files.readString(byJob.resolve("manifest.json"));
    assertThat(manifest)
        .contains("\"transactionTime\" : \"" + CREATED, "\"type\" : \"Claim\"", "\"count\" : 1")
        .contains("\"priced\" : 1");
    String url = manifest.replaceAll("(?s).*?\"url\" : \"(Claim[^\"]*)\".*", "$1");
    assertThat(Files.readAllLines(byJob.resolve(url))).hasSize(1);
    assertThat(said).isEqualTo("%s: 1 claims, 1 outcomes\n".formatted(byJob));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyPartitionAndAnyOrderGiveTheSame(long seed) throws IOException {
    List<String> lines = Export.night(folder, 25, 120);
    lines.addAll(Export.badLines());
    lines.addAll(Export.linesToChooseFrom());
    Export.write(lines, folder.resolve("a.ndjson"), "\n");
    assertThat(command()).isEqualTo(1);
    Files.delete(folder.resolve("a.ndjson"));
    Random random = new Random(seed);
    Export.scatter(lines, folder, random);

    job(new Sizes(300 + random.nextInt(5_000), 1_000 + random.nextInt(50_000), 1 << 20));

    assertThat(lines(byJob.resolve("Claim.ndjson")))
        .isNotEmpty()
        .isEqualTo(lines(byCommand.resolve("Claim.ndjson")));
    assertThat(withoutPlaces(byJob)).isEqualTo(withoutPlaces(byCommand));
    assertThat(byJob.resolve("summary.csv"))
        .hasSameTextualContentAs(byCommand.resolve("summary.csv"));
  }

  /** Both write the same files for the same options. */
  @ParameterizedTest
  @CsvSource({
    "--as charge-item, ChargeItem",
    "--as both --price-override --claim-type institutional --modifier TB, Claim ChargeItem",
    "--provider Organization/o1 --coverage Coverage/c1, Claim",
  })
  void theOptionsOfTheCommandLineAreThoseOfTheJob(String options, String written)
      throws IOException {
    Export.write(Export.night(folder, 25, 100), folder.resolve("a.ndjson"), "\n");
    String[] further = options.split(" ", -1);
    int expected = command(further);
    String saidByCommand = said;

    assertThat(job(further)).isEqualTo(expected);

    assertThat(said.replace(byJob.toString(), ""))
        .isEqualTo(saidByCommand.replace(byCommand.toString(), ""));
    for (String type : List.of("Claim", "ChargeItem")) {
      boolean asked = List.of(written.split(" ", -1)).contains(type);
      assertThat(Files.exists(byJob.resolve(type + ".ndjson"))).as(type).isEqualTo(asked);
      assertThat(Files.readString(byJob.resolve("manifest.json")).contains('"' + type + '"'))
          .as(type)
          .isEqualTo(asked);
      if (asked) {
        assertThat(lines(byJob.resolve(type + ".ndjson")))
            .isNotEmpty()
            .isEqualTo(lines(byCommand.resolve(type + ".ndjson")));
      }
    }
    assertThat(lines(byJob.resolve("OperationOutcome.ndjson")))
        .isEqualTo(lines(byCommand.resolve("OperationOutcome.ndjson")));
    assertThat(byJob.resolve("summary.csv"))
        .hasSameTextualContentAs(byCommand.resolve("summary.csv"));
    assertThat(Files.exists(byJob.resolve("claim-lines.parquet")))
        .isEqualTo(Files.exists(byJob.resolve("Claim.ndjson")));
  }

  @ParameterizedTest
  @CsvSource({"--as invoice, as is one of", "--price-override, needs --as charge-item or both"})
  void optionsThatCannotBeAreRefusedInWords(String options, String words) throws IOException {
    Export.write(List.of(Export.medication()), folder.resolve("a.ndjson"), "\n");

    assertThat(job(options.split(" ", -1))).isEqualTo(2);

    assertThat(said).contains(words);
    assertThat(byJob).doesNotExist();
  }

  @Test
  void manySharedResourcesAreJoined() throws IOException {
    List<String> lines = Export.night(folder, 60, 200);
    lines.addAll(Export.badLines());
    lines.addAll(Export.linesToChooseFrom());
    Export.write(lines, folder.resolve("a.ndjson"), "\n");
    command();

    job(new Sizes(10_000, 20_000, 0));

    assertSameAnswers();
    assertThat(Files.readAllLines(byJob.resolve("summary.csv")))
        .contains("error,resource-versions-differ,,1,,")
        .anySatisfy(line -> assertThat(line).startsWith("warning,resource-withdrawn,"));
  }

  @Test
  void aPatientOfTooManyAdministrationsIsNamedAndNotPriced() throws IOException {
    List<String> lines =
        new ArrayList<>(
            IntStream.rangeClosed(0, PatientPricer.MOST)
                .mapToObj(i -> Export.administration("a" + i, "Patient/p1"))
                .toList());
    lines.add(Export.medication());
    lines.add(Export.administration("b", "Patient/p2"));
    Export.write(lines, folder.resolve("a.ndjson"), "\n");
    assertThat(command()).isEqualTo(1);

    assertThat(job()).isEqualTo(1);

    assertSameAnswers();
    assertThat(lines(byJob.resolve("OperationOutcome.ndjson")))
        .filteredOn(line -> line.contains("too-many-administrations"))
        .singleElement()
        .satisfies(
            line -> assertThat(line).contains("10001 administrations", "\"valueInteger\":1}"));
    assertThat(lines(byJob.resolve("Claim.ndjson"))).hasSize(1);
  }

  @Test
  void aFolderOfKnowledgeGoesBeforeTheJarsOwn() throws IOException {
    Path knowledge = Files.createDirectory(folder.resolveSibling("knowledge"));
    String fees = Files.readString(Path.of("fhir-resources/Bundle-fees-2025Q3.json"));
    Files.writeString(
        knowledge.resolve("Bundle-fees-2025Q3.json"), fees.replace("2440.702", "2000.000"));
    Export.write(
        List.of(Export.medication(), Export.administration("a1", "Patient/p1")),
        folder.resolve("a.ndjson"),
        "\n");

    assertThat(job("--knowledge", knowledge.toString())).isZero();

    assertThat(Files.readString(byJob.resolve("summary.csv"))).contains("lines,J0202,,1,1,2000.00");
  }

  @Test
  void refusalsHaveTheExitCodeThatASchedulerWants() throws IOException {
    Export.write(List.of("{}"), folder.resolve("a.ndjson"), "\n");

    assertThat(job("--refused-exit-code", "0")).isZero();

    assertThat(lines(byJob.resolve("OperationOutcome.ndjson"))).hasSize(1);
  }

  @Test
  void aJobThatCannotReadItsInputLeavesNothing() throws IOException {
    Path file = folder.resolve("a.ndjson.gz");
    Export.write(List.of(Export.administration("a1", "Patient/p1")), file, "\n");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 12));

    assertThat(job()).isEqualTo(2);
    assertThat(said).contains("a.ndjson.gz: Unexpected end").doesNotContain("\tat ");
    assertThat(byJob).doesNotExist();

    Files.delete(file);
    assertThat(job()).isEqualTo(2);
    assertThat(said).contains("no .ndjson");
    folder = folder.resolve("gone");
    assertThat(job()).isEqualTo(2);
    assertThat(said).contains("gone is not there");
  }

  @Test
  void whatIsThereIsNotOverwrittenAndMissingKnowledgeIsNamed() throws IOException {
    Export.write(List.of(Export.medication()), folder.resolve("a.ndjson"), "\n");
    assertThat(job("--knowledge", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(said).contains("is not a folder; load --to makes one");
    Files.createDirectory(byJob);
    Files.writeString(byJob.resolve("kept"), "kept");

    assertThat(job()).isEqualTo(2);

    assertThat(said).contains("not empty");
    assertThat(byJob.resolve("kept")).hasContent("kept");
  }

  private void assertSameAnswers() throws IOException {
    for (String file : List.of("Claim.ndjson", "OperationOutcome.ndjson")) {
      assertThat(lines(byJob.resolve(file))).isNotEmpty().isEqualTo(lines(byCommand.resolve(file)));
    }
    assertThat(byJob.resolve("summary.csv"))
        .hasSameTextualContentAs(byCommand.resolve("summary.csv"));
  }

  /** Returns the lines of a file, or of the files of a folder, sorted. */
  private static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> parts = Files.walk(file)) {
      for (Path part : parts.filter(PriceJobTest::isAnswer).toList()) {
        lines.addAll(Files.readAllLines(part));
      }
    }
    lines.sort(null);
    return lines;
  }

  private static boolean isAnswer(Path file) {
    return Files.isRegularFile(file) && !file.getFileName().toString().matches("[._].*");
  }

  /** Returns the outcomes without file and line, which tell of the order. */
  private static List<String> withoutPlaces(Path folder) throws IOException {
    return lines(folder.resolve("OperationOutcome.ndjson")).stream()
        .map(line -> line.replaceAll("\"extension\":\\[\\{[^]]*operationoutcome-file[^]]*],", ""))
        .sorted()
        .toList();
  }

  private int command(String... further) {
    Stream<String> options =
        Stream.of(
            "price",
            "--bulk",
            "--payer",
            "medicare",
            "--created",
            CREATED,
            "--out",
            byCommand.toString(),
            folder.toString());
    return run(
        PriceUnitsCommand.commandLine(),
        Stream.concat(options, Arrays.stream(further)).toArray(String[]::new));
  }

  private int job(String... further) {
    Stream<String> options =
        Stream.of(
            "--payer",
            "medicare",
            "--created",
            CREATED,
            "--input",
            folder.toString(),
            "--output",
            byJob.toString());
    return run(
        PriceJob.commandLine(),
        Stream.concat(options, Arrays.stream(further)).toArray(String[]::new));
  }

  /** Prices with other sizes than the usual ones. */
  private void job(Sizes sizes) throws IOException {
    Knowledge knowledge = Knowledge.in(null, spark.sparkContext().hadoopConfiguration());
    CallTerms medicare =
        new CallTerms(
            "medicare", null, null, List.of(), null, null, null, null, PricedAs.CLAIM, false);
    new BulkJob(spark, knowledge, medicare, sizes)
        .price(List.of(folder.toString()), byJob.toString(), Instant.parse(CREATED));
  }

  private int run(CommandLine line, String... arguments) {
    StringWriter text = new StringWriter();
    int code =
        line.setOut(new PrintWriter(text, true))
            .setErr(new PrintWriter(text, true))
            .execute(arguments);
    said = text.toString();
    return code;
  }
}
