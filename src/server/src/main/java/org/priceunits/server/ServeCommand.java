package org.priceunits.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.priceunits.cli.BuildVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Starts the server and returns when it is ready; the process lives as long as the server. */
@Command(
    name = ServeCommand.NAME,
    description = "Starts the FHIR server.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footer = {
      "",
      "All other arguments go to Spring Boot; application.properties lists what can be set.",
      "",
      "Example: price-units serve --server.port=8081"
    })
final class ServeCommand implements Callable<Integer> {
  static final String NAME = "serve";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    String[] settings = arguments.toArray(String[]::new);
    Optional<String> unmet = StartConditions.unmet(settings);
    if (unmet.isPresent()) {
      spec.commandLine().getErr().println(unmet.get());
      return CommandLine.ExitCode.SOFTWARE;
    }
    PriceUnitsServer.start(settings);
    return 0;
  }
}
