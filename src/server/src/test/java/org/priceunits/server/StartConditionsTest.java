package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StartConditionsTest {
  private static final String ANY_PORT = "--server.port=0";

  @TempDir Path folder;

  @Test
  void aFreePortAndNoDataYetAreNoReasonToStop() {
    assertThat(StartConditions.unmet(ANY_PORT, database())).isEmpty();
  }

  @Test
  void aPortInUseIsNamedInOneSentenceAndTheStartEnds() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "--server.port=" + other.getLocalPort();

      assertThat(StartConditions.unmet(port, database()))
          .hasValueSatisfying(
              sentence ->
                  assertThat(sentence)
                      .startsWith("Port %d of 127.0.0.1".formatted(other.getLocalPort()))
                      .contains("--server.port="));
      StringWriter said = new StringWriter();
      int exit =
          new CommandLine(new ServeCommand())
              .setErr(new PrintWriter(said))
              .execute(port, database());
      assertThat(exit).isEqualTo(1);
      assertThat(said.toString().lines()).hasSize(1);
    }
  }

  @Test
  void dataThatAnotherProcessLocksAreNamed() throws IOException {
    Path file = folder.resolve("held.mv.db");
    try (FileChannel other =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      other.lock();
      assertThat(StartConditions.unmet(ANY_PORT, database()))
          .hasValueSatisfying(
              sentence -> assertThat(sentence).contains(file.toString()).contains("in use"));
    }
    assertThat(StartConditions.unmet(ANY_PORT, database())).isEmpty();
  }

  @Test
  void anAddressThatIsNoneOfThisMachineIsNamed() {
    assertThat(StartConditions.unmet("--server.address=203.0.113.7", database())).isPresent();
  }

  private String database() {
    return "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("held") + ";MODE=LEGACY";
  }
}
