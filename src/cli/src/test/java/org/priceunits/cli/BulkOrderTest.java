package org.priceunits.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.priceunits.bulk.NightOfRecords;

/** What does not change an answer of {@code price --bulk}: how the records lie in their files. */
class BulkOrderTest {
  private static Path folder = Path.of("");
  private static List<String> records = List.of();
  private static List<String> claims = List.of();
  private static List<String> outcomes = List.of();

  @BeforeContainer
  static void priceOneFile() throws IOException {
    folder = Files.createTempDirectory("price-units-order-");
    Path export = folder.resolve("export");
    NightOfRecords.write(export, 30, 150, 7);
    records = new ArrayList<>(lines(export));
    records.add("{\"resourceType\":\"MedicationAdministration\"");
    records.add("{\"resourceType\":\"MedicationAdministration\"");
    write(records, folder.resolve("one/all.ndjson"));
    price(folder.resolve("one"), 1);
    claims = lines(folder.resolve("claims/Claim.ndjson"));
    outcomes = withoutPlaces();
  }

  @AfterContainer
  static void remove() throws IOException {
    delete(folder);
  }

  @Property(tries = 12)
  void anyPartitionAndAnyOrderGiveTheSame(@ForAll Random random) throws IOException {
    List<String> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, random);
    Path export = folder.resolve("export");
    delete(export);
    int files = 1 + random.nextInt(6);
    for (int i = 0; i < files; i++) {
      write(
          shuffled.subList(shuffled.size() * i / files, shuffled.size() * (i + 1) / files),
          export.resolve("%d.ndjson%s".formatted(i, random.nextBoolean() ? ".gz" : "")));
    }

    price(export, 1 + random.nextInt(4));

    assertThat(lines(folder.resolve("claims/Claim.ndjson"))).isNotEmpty().isEqualTo(claims);
    assertThat(withoutPlaces()).hasSizeGreaterThan(2).isEqualTo(outcomes);
  }

  private static void price(Path export, int threads) throws IOException {
    delete(folder.resolve("claims"));
    PriceUnitsCommand.commandLine()
        .setOut(new PrintWriter(Writer.nullWriter()))
        .execute(
            "price",
            "--bulk",
            "--payer",
            "medicare",
            "--created",
            "2026-11-28T06:00:00Z",
            "--threads",
            String.valueOf(threads),
            "--out",
            folder.resolve("claims").toString(),
            export.toString());
  }

  /** Returns the outcomes without file and line, which tell of the order. */
  private static List<String> withoutPlaces() throws IOException {
    return lines(folder.resolve("claims/OperationOutcome.ndjson")).stream()
        .map(line -> line.replaceAll("\"extension\":\\[\\{[^]]*operationoutcome-file[^]]*],", ""))
        .sorted()
        .toList();
  }

  private static List<String> lines(Path files) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private static void write(List<String> lines, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
