package org.priceunits.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.cli.PriceUnitsCommand;

/** Holds a bulk run to the memory that it is given. */
class MemoryBoundsTest {
  @TempDir private Path folder;

  /** A gigabyte of records with pictures, which were once read 500 at a time whatever they held. */
  @Test
  void recordsWithPicturesNeedNoMoreMemoryThanOthers() throws Exception {
    String picture = "x".repeat(500_000);
    try (BufferedWriter patients = Files.newBufferedWriter(folder.resolve("Patient.ndjson"))) {
      for (int i = 0; i < 600; i++) {
        patients.write(
            "{\"resourceType\":\"Patient\",\"id\":\"p%d\",\"photo\":[{\"title\":\"%s\"}]}\n"
                .formatted(i, picture));
      }
    }

    assertThat(run("-Xmx192m", "--threads", "2")).isZero();
  }

  @Test
  void tooLittleMemoryIsNoRefusalOfARecord() throws Exception {
    Files.writeString(folder.resolve("a.ndjson"), "{\"resourceType\":\"Patient\",\"id\":\"p1\"}\n");

    assertThat(run("-Xmx32m")).isEqualTo(2);

    assertThat(Files.readString(folder.resolve("said")))
        .contains(" MB of memory are not enough", "JDK_JAVA_OPTIONS=-Xmx4g");
    assertThat(folder).isDirectoryNotContaining("glob:**/claims");
  }

  @ParameterizedTest
  @CsvSource({
    "1024, 1, 64",
    "1024, 2, 64",
    "1024, 4, 32",
    "1024, 16, 8",
    "16384, 16, 64",
    "256, 2, 16"
  })
  void partitionsThatArePricedTogetherFitIntoMemoryTogether(int memory, int threads, int large) {
    assertThat(PartitionPricing.large((long) memory << 20, threads)).isEqualTo((long) large << 20);
  }

  @Test
  void aTaskThatRunsOutOfMemoryEndsTheRunAsSuch() throws IOException {
    try (Workers workers = new Workers(1)) {
      workers.submit(
          () -> {
            throw new OutOfMemoryError("Java heap space");
          });

      assertThatThrownBy(workers::finish).isInstanceOf(OutOfMemoryError.class);
    }
  }

  private int run(String memory, String... options) throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memory,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                PriceUnitsCommand.class.getName(),
                "price",
                "--bulk",
                "--out",
                folder.resolve("claims").toString(),
                folder.toString()));
    command.addAll(List.of(options));
    Process run =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertThat(run.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      run.destroyForcibly();
    }
    assertThat(Files.readString(said, StandardCharsets.UTF_8)).isNotEmpty();
    return run.exitValue();
  }
}
