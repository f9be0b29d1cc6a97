package org.priceunits.cli;

import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code price-units}: its subcommands do the work. */
@Command(
    name = "price-units",
    description = "Turns administered drugs into billable HCPCS lines.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    subcommands = {PriceCommand.class, CheckCommand.class, LoadCommand.class},
    footer = {"", "Example: price-units price administrations.ndjson"})
public final class PriceUnitsCommand {
  private static final int BAD_INPUT = 2;

  private PriceUnitsCommand() {}

  /** Runs one command; ends the process with the command's exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The commands with their options, for {@code execute}; its result is the exit code. */
  public static CommandLine commandLine() {
    return new CommandLine(new PriceUnitsCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(PriceUnitsCommand::withinMemory)
        .setExecutionExceptionHandler(PriceUnitsCommand::failed)
        .setParameterExceptionHandler(PriceUnitsCommand::misused);
  }

  /** Memory is the user's to give; the exit code must not be that of a refusal. */
  private static int withinMemory(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (OutOfMemoryError e) {
      CommandLine line = parsed.commandSpec().commandLine();
      line.getErr()
          .printf(
              "%s: %d MB of memory are not enough. Give more by the variable JDK_JAVA_OPTIONS=-Xmx4g; with --bulk, fewer --threads need less.%n",
              line.getCommandName(), Runtime.getRuntime().maxMemory() >> 20);
      return BAD_INPUT;
    }
  }

  /** Says what is wrong with the options, and where they are explained. */
  private static int misused(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    line.getErr().println(failure.getMessage());
    UnmatchedArgumentException.printSuggestions(failure, line.getErr());
    line.getErr().println("See " + line.getCommandSpec().qualifiedName() + " --help.");
    return BAD_INPUT;
  }

  /** A file or server that cannot be read is the user's to correct; all else is a defect. */
  private static int failed(Exception failure, CommandLine line, ParseResult parsed)
      throws Exception {
    if (failure instanceof IOException || failure instanceof DataFormatException) {
      line.getErr().println(line.getCommandName() + ": " + FailureText.of(failure));
      return BAD_INPUT;
    }
    throw failure;
  }
}
