package org.priceunits.cli;

import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The main program: runs a subcommand, or the server if none is given. */
@Command(
    name = "price-units",
    description = "Turns administered drugs into billable HCPCS lines.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    subcommands = {ServeCommand.class, PriceCommand.class, LoadCommand.class},
    footer = {
      "",
      "Without a command it starts the server, as serve does.",
      "",
      "Example: price-units price administrations.ndjson"
    })
public final class PriceUnits {
  private static final Set<String> OWN_OPTIONS = Set.of("--help", "--version");
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  /** Returns without exiting if the server was started: the process ends with its last thread. */
  public static void main(String[] arguments) {
    String[] command = withCommand(arguments);
    if (!command[0].equals(ServeCommand.NAME)) {
      QuietLog.silence();
    }
    int exit = new PriceUnits().commandLine().execute(command);
    if (exit != 0) {
      System.exit(exit);
    }
  }

  /**
   * Adds the server command if there is no argument, or if there are only Spring Boot arguments.
   */
  static String[] withCommand(String... arguments) {
    boolean serves =
        arguments.length == 0
            || arguments[0].startsWith("--") && !OWN_OPTIONS.contains(arguments[0]);
    return serves
        ? Stream.concat(Stream.of(ServeCommand.NAME), Stream.of(arguments)).toArray(String[]::new)
        : arguments;
  }

  /** Returns the commands with their options, for {@code execute}, which returns the exit code. */
  public CommandLine commandLine() {
    return new CommandLine(this)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(PriceUnits::failed);
  }

  /**
   * Reports a failure: a file or server that cannot be read is the user's to fix; anything else is
   * a defect.
   */
  private static int failed(Exception failure, CommandLine line, ParseResult parsed)
      throws Exception {
    if (line.getCommand() instanceof ServeCommand) {
      // Spring Boot has logged the error.
      return FAILED;
    }
    if (failure instanceof IOException || failure instanceof DataFormatException) {
      line.getErr().println(line.getCommandName() + ": " + Faults.sentence(failure));
      return BAD_INPUT;
    }
    throw failure;
  }
}
