package org.priceunits.faults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** A PostgreSQL that can be killed and restarted on the same files and port. */
final class Database implements AutoCloseable {
  private final Path files;
  private final int port;
  private EmbeddedPostgres server;

  private Database(Path files, int port) throws IOException {
    // It would log every step between the figures, and the termination of killed processes.
    if (LoggerFactory.getLogger("io.zonky") instanceof Logger log) {
      log.setLevel(Level.OFF);
    }
    this.files = files;
    this.port = port;
    this.server = started();
  }

  static Database start(Path files, int port) throws IOException {
    return new Database(files, port);
  }

  private EmbeddedPostgres started() throws IOException {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    // PostgreSQL's own defaults; the embedded one is faster and loses data when killed.
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      builder.setServerConfig(setting, "on");
    }
    return builder.setDataDirectory(files).setCleanDataDirectory(false).setPort(port).start();
  }

  /** Returns the arguments of a node on a database of this name. */
  List<String> arguments(String name) {
    return List.of(
        "--spring.profiles.active=postgres",
        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/" + name,
        "--spring.datasource.username=postgres");
  }

  /** Runs a tool of PostgreSQL's client package against this server. */
  void tool(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(name, "-h", "127.0.0.1", "-U", "postgres"));
    command.addAll(List.of("-p", String.valueOf(port)));
    command.addAll(List.of(arguments));
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(name + " ended with " + status);
    }
  }

  /** Runs {@code kill -9} on the postmaster; its children exit when they notice. */
  void kill() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(files.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> children = postmaster.children().toList();
    postmaster.destroyForcibly();
    postmaster.onExit().join();
    children.forEach(child -> child.onExit().join());
  }

  void startAgain() throws IOException {
    // Releases its lock on the files.
    server.close();
    Files.deleteIfExists(files.resolve("postmaster.pid"));
    server = started();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
