package org.priceunits.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Set;
import java.util.stream.Stream;
import org.priceunits.cli.PriceUnitsCommand;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The runnable jar: the commands of {@code bin/price-units}, and without one the server. */
public final class Main {
  private static final Set<String> OWN_OPTIONS = Set.of("--help", "--version");
  private static final int FAILED = 1;

  private Main() {}

  /** Returns without exit once the server has started: it ends with its last thread. */
  public static void main(String[] arguments) {
    String[] command = withCommand(arguments);
    if (!command[0].equals(ServeCommand.NAME)) {
      silenceLog();
    }
    int exit = commandLine().execute(command);
    if (exit != 0) {
      System.exit(exit);
    }
  }

  private static CommandLine commandLine() {
    CommandLine line = PriceUnitsCommand.commandLine();
    CommandLine serve = new CommandLine(new ServeCommand());
    // Spring Boot has logged what went wrong.
    serve.setExecutionExceptionHandler((failure, failed, parsed) -> FAILED);
    line.addSubcommand(serve);
    line.getCommandSpec()
        .usageMessage()
        .footer(
            "",
            "Without a command it starts the server, as serve does.",
            "",
            "Example: price-units price administrations.ndjson");
    return line;
  }

  /** No argument, or Spring Boot's arguments alone, mean the server. */
  static String[] withCommand(String... arguments) {
    boolean serves =
        arguments.length == 0
            || arguments[0].startsWith("--") && !OWN_OPTIONS.contains(arguments[0]);
    return serves
        ? Stream.concat(Stream.of(ServeCommand.NAME), Stream.of(arguments)).toArray(String[]::new)
        : arguments;
  }

  /**
   * Spring Boot's default writes each step to standard output, between the lines of a table or of
   * NDJSON. What a user must know the commands say themselves.
   */
  private static void silenceLog() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.OFF);
    }
  }
}
