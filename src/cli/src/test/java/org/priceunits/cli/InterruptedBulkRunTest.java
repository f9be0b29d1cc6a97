package org.priceunits.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.bulk.NightOfRecords;

/** Ends a run from outside: while it waits for more of its input, and in the midst of its work. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGTERM")
class InterruptedBulkRunTest {
  private static final int ENDED_BY_SIGTERM = 128 + 15;

  @TempDir private Path folder;

  @Test
  void leavesNeitherOutputNorTemporaryFiles() throws IOException, InterruptedException {
    Process run = started("-");
    try {
      run.getOutputStream().write("{\"resourceType\":".getBytes(StandardCharsets.UTF_8));
      run.getOutputStream().flush();
      endsAfter("standard input", 1, run);
    } finally {
      run.destroyForcibly();
    }
    assertThat(Files.list(folder)).isEmpty();
  }

  /** Four partitions: while the next ones are priced, the answers of the first are appended. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void leavesNothingOfThePartsThatItPricesAndPutsTogether(int partitions)
      throws IOException, InterruptedException {
    Path export = folder.resolve("export");
    NightOfRecords.write(export, 600, 3_000, 5);
    try (BufferedWriter patients = Files.newBufferedWriter(export.resolve("Patient.ndjson"))) {
      for (int i = 0; i < 600; i++) {
        patients.write(
            "{\"resourceType\":\"Patient\",\"id\":\"p%d\",\"photo\":[{\"title\":\"%s\"}]}\n"
                .formatted(i, "x".repeat(70_000)));
      }
    }
    Process run = started("--threads", "1", export.toString());
    try {
      endsAfter("administrations,", partitions, run);
    } finally {
      run.destroyForcibly();
    }
    assertThat(Files.list(folder)).containsExactly(export);
  }

  private Process started(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PriceUnitsCommand.class.getName(),
                "price",
                "--bulk",
                "--progress",
                "--out",
                folder.resolve("claims").toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private void endsAfter(String text, int times, Process run)
      throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      assertThat(textUpTo(text, run.getErrorStream())).contains(text);
    }
    assertThat(folder).isDirectoryContaining("glob:**.price-units-*");

    run.destroy();

    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
  }

  /** Reads until a text has come by, or the stream ends. */
  private static String textUpTo(String end, InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        return text.toString();
      }
      text.append((char) next);
    }
    return text.toString();
  }
}
