package org.priceunits.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Unpacks the zip into an empty folder and runs {@code bin/price-units}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs the shell script")
class PackedCommandIT {
  private static final String ADMINISTRATION =
      """
      {"resourceType": "MedicationAdministration", "status": "completed",
       "medicationCodeableConcept": {"text": "alemtuzumab"}, "subject": {"reference": "Patient/p1"},
       "effectiveDateTime": "2012-03-02T10:00:00-05:00",
       "dosage": {"dose": {"value": 30, "unit": "mg",
         "system": "http://unitsofmeasure.org", "code": "mg"}}}
      """;

  @TempDir private Path folder;

  @Test
  void pricesTheSameWithAndWithoutItsClassDataArchive() throws Exception {
    Path home = unpack();
    Files.writeString(folder.resolve("one.json"), ADMINISTRATION);
    Path archive = home.resolve("lib/price-units.jsa");
    assertThat(archive).doesNotExist();

    String first = run(home, "price", "--billing-code", "J9010", "one.json");
    assertThat(first).contains("J9010      3");
    assertThat(archive).exists();

    assertThat(run(home, "price", "--billing-code", "J9010", "one.json")).isEqualTo(first);
    assertThat(home.resolve("LICENSE")).exists();
  }

  @Test
  void listsTheLicenceOfEachJarThatItHas() throws IOException {
    Path home = unpack();
    String licences = Files.readString(home.resolve("THIRD-PARTY.txt"));
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString().replace(".jar", "")))
          .hasSizeGreaterThan(30)
          .filteredOn(jar -> !jar.startsWith("price-units"))
          .allSatisfy(jar -> assertThat(licences).contains(jar.replaceFirst("-(?=\\d)", ":")));
    }
  }

  private String run(Path home, String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of("sh", home.resolve("bin/price-units").toString()),
                        Stream.of(arguments))
                    .toList())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private Path unpack() throws IOException {
    Path zip;
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      zip = built.filter(file -> file.toString().endsWith(".zip")).findFirst().orElseThrow();
    }
    try (InputStream bytes = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(bytes)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(entries, file);
        }
      }
    }
    try (Stream<Path> top = Files.list(folder)) {
      return top.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }
}
