package org.priceunits.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What a start needs and another process may hold: the port, and the file of H2. Both are looked at
 * before Spring's context is made, which would find them taken only after half a minute.
 */
final class StartConditions {
  private StartConditions() {}

  /**
   * Returns in one sentence what keeps a server with these arguments from starting; empty if
   * nothing is known to. A condition that cannot be tested counts as met: the start itself tells.
   *
   * @param arguments Spring Boot arguments, such as {@code --server.port=8081}
   */
  static Optional<String> unmet(String... arguments) {
    Environment environment = environment(arguments);
    return portInUse(environment).or(() -> dataInUse(environment));
  }

  /** Reads the properties from the places that Spring Boot reads, with the same precedence. */
  private static Environment environment(String... arguments) {
    ConfigurableEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    return environment;
  }

  private static Optional<String> portInUse(Environment environment) {
    int port = environment.getProperty("server.port", Integer.class, 8080);
    if (port <= 0) {
      return Optional.empty();
    }
    String address = environment.getProperty("server.address");
    try (ServerSocket socket = new ServerSocket()) {
      // As Tomcat does: a port that was closed a moment ago is free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host(address), port));
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of("server.address %s is no address of this machine.".formatted(address));
    } catch (IOException e) {
      return Optional.of(
          "Port %d%s cannot be used (%s): end the program that holds it, or choose another with --server.port=%d."
              .formatted(
                  port,
                  address == null ? "" : " of " + address,
                  String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT),
                  port + 1));
    }
  }

  private static @Nullable InetAddress host(@Nullable String address) throws UnknownHostException {
    return address == null ? null : InetAddress.getByName(address);
  }

  private static Optional<String> dataInUse(Environment environment) {
    String url = environment.getProperty("spring.datasource.url", "");
    return DatabaseFile.of(url)
        .filter(file -> !url.toUpperCase(Locale.ROOT).contains(";AUTO_SERVER=TRUE"))
        .filter(file -> Files.exists(file) && isLocked(file))
        .map(
            file ->
                "The data in %s are in use by another process: end it, or choose other data with --spring.datasource.url=%s./data/another."
                    .formatted(file, DatabaseFile.PREFIX));
  }

  /** H2 locks the whole file for as long as it is open. */
  private static boolean isLocked(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
