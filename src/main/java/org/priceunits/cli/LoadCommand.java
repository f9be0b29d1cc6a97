package org.priceunits.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads CMS files and writes FHIR resources. */
@Command(
    name = "load",
    description = "Turns CMS files into FHIR resources.",
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

  @Option(names = "--to", required = true, description = "Folder that receives the resources.")
  private @Nullable Path folder;

  @Option(
      names = "--content",
      required = true,
      description = "Folder with the source files of the shipped content.")
  private @Nullable Path content;

  @Override
  public Integer call() throws IOException {
    if (folder == null || content == null) {
      return CommandLine.ExitCode.USAGE;
    }
    ResourceFolder resources = new ResourceFolder(folder);
    for (Resource resource : new ShippedContent(content).resources()) {
      resources.write(resource);
    }
    return CommandLine.ExitCode.OK;
  }
}
