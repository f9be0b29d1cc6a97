package org.priceunits.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** HAProxy with the configuration of {@code docker/haproxy.cfg}, on loopback. */
final class Balancer implements AutoCloseable {
  private final Process process;
  private final int port;

  private Balancer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Balancer start(Path configuration, Path folder, int port, List<Node> nodes)
      throws IOException {
    String text = Files.readString(configuration).replace("bind :8080", "bind 127.0.0.1:" + port);
    for (int i = 0; i < nodes.size(); i++) {
      text = text.replace("node-" + (i + 1) + ":8080", "127.0.0.1:" + nodes.get(i).port());
    }
    Path written = Files.writeString(folder.resolve("haproxy.cfg"), text);
    Process process =
        new ProcessBuilder("haproxy", "-db", "-f", written.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("haproxy.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new Balancer(process, port);
  }

  String root() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
