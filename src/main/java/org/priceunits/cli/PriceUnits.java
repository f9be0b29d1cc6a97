package org.priceunits.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: its subcommands do the work. */
@Command(
    name = "price-units",
    description = "Turns administered drugs into billable HCPCS lines.",
    mixinStandardHelpOptions = true,
    subcommands = LoadCommand.class)
public final class PriceUnits implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PriceUnits()).execute(arguments));
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(System.out);
    }
  }
}
