package org.priceunits.faults;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The jar as a separate process that can be killed and restarted on the same port. */
final class Node implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Path jar;
  private final Path folder;
  private final int port;
  private final List<String> arguments;
  private String heap = "1g";
  private Map<String, String> environment = Map.of();
  private @Nullable Process process;

  /**
   * @param folder folder of its log, and of its data unless the arguments say otherwise
   */
  Node(Path jar, Path folder, int port, List<String> arguments) {
    this.jar = jar;
    this.folder = folder;
    this.port = port;
    this.arguments = arguments;
  }

  /** Sets the heap size, as in {@code -Xmx}. */
  Node heap(String size) {
    heap = size;
    return this;
  }

  Node environment(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  /** Starts the process without waiting for it. */
  void start() throws IOException {
    Files.createDirectories(folder);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                // It lives for minutes: the first compiler suffices and halves the start time.
                "-XX:TieredStopAtLevel=1",
                // Two processes that start at once must not share a folder of temporary files.
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-jar",
                jar.toString(),
                "--server.port=" + port));
    command.addAll(arguments);
    File log = folder.resolve("log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().putAll(environment);
    Process started = builder.start();
    // The process must not outlive this run, however it ends.
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    process = started;
  }

  /** Starts it and returns the seconds until readiness. */
  double startReady() throws IOException {
    start();
    return awaitReady();
  }

  /** Returns the seconds until readiness. */
  double awaitReady() throws IOException {
    long began = System.nanoTime();
    while (!isReady()) {
      if (process == null || !process.isAlive()) {
        throw new IOException("The node ended: see " + folder.resolve("log"));
      }
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new IOException("The node is not ready: see " + folder.resolve("log"));
      }
      LockSupport.parkNanos(100_000_000L);
    }
    return (System.nanoTime() - began) / 1e9;
  }

  boolean isReady() {
    return isReady(root());
  }

  /** Returns true if a server, or a load balancer in front of one, reports readiness. */
  static boolean isReady(String root) {
    try {
      return HTTP.send(
                  HttpRequest.newBuilder(URI.create(root + "/actuator/health/readiness"))
                      .timeout(Duration.ofSeconds(5))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  String root() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  long pid() {
    return Objects.requireNonNull(process).pid();
  }

  /** Runs {@code kill -STOP}: the process neither answers nor ends until {@link #resume}. */
  void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Runs {@code kill -CONT}. */
  void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, String.valueOf(pid())).start().waitFor();
  }

  /** Runs {@code kill -9}. */
  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Requests termination, and forces it after half a minute. */
  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }
}
