package org.priceunits.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: its subcommands do the work. */
@Command(
    name = "price-units",
    description = "Turns administered drugs into billable HCPCS lines.",
    mixinStandardHelpOptions = true,
    subcommands = LoadCommand.class)
public final class PriceUnits {

  public static void main(String[] arguments) {
    System.exit(new PriceUnits().commandLine().execute(arguments));
  }

  CommandLine commandLine() {
    return new CommandLine(this);
  }
}
