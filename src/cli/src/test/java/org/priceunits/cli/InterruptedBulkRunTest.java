package org.priceunits.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ends a run from outside while it waits for more of its input. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGTERM")
class InterruptedBulkRunTest {
  private static final int ENDED_BY_SIGTERM = 128 + 15;

  @TempDir private Path folder;

  @Test
  void leavesNeitherOutputNorTemporaryFiles() throws IOException, InterruptedException {
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PriceUnitsCommand.class.getName(),
                "price",
                "--bulk",
                "--progress",
                "--out",
                folder.resolve("claims").toString(),
                "-")
            .start();
    try {
      run.getOutputStream().write("{\"resourceType\":".getBytes(StandardCharsets.UTF_8));
      run.getOutputStream().flush();
      assertThat(textUpTo("standard input", run.getErrorStream())).contains("standard input");
      assertThat(folder).isDirectoryContaining("glob:**.price-units-*");

      run.destroy();

      assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      run.destroyForcibly();
    }
    assertThat(run.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(Files.list(folder)).isEmpty();
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
