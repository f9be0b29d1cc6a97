package org.priceunits.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.priceunits.cms.HcpcsRecord;
import org.priceunits.cms.HcpcsSubsetTable;
import org.priceunits.cms.Reading;
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
      names = "--hcpcs-extract",
      required = true,
      description = "Tab-separated extract of the HCPCS workbook.")
  private @Nullable Path extract;

  @Override
  public Integer call() throws IOException {
    if (folder == null || extract == null) {
      return CommandLine.ExitCode.USAGE;
    }
    Reading<HcpcsRecord> reading = HcpcsSubsetTable.read(Files.readAllBytes(extract));
    if (reading instanceof Reading.Read<HcpcsRecord> read) {
      new ResourceFolder(folder).write(Content.hcpcs(read.records()));
      return CommandLine.ExitCode.OK;
    }
    return CommandLine.ExitCode.USAGE;
  }
}
