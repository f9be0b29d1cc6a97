package org.priceunits.cli;

import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
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
        .setExecutionExceptionHandler(PriceUnitsCommand::failed)
        .setParameterExceptionHandler(PriceUnitsCommand::misused);
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
