package org.priceunits.cli;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.priceunits.knowledge.KnowledgeFiles;
import org.priceunits.loading.FolderTarget;
import org.priceunits.loading.LoadRun;
import org.priceunits.loading.LoadTarget;
import org.priceunits.loading.ServerTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Reads the files of CMS, the FDA and the NLM and writes FHIR resources to a folder or a server,
 * each file whole or not at all.
 */
@Command(
    name = "load",
    description =
        "Turns files of CMS, the FDA and the NLM into FHIR resources. Every file option can be repeated.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footer = {
      "",
      "Example: price-units load --to http://localhost:8080/fhir --asp asp.zip --posted 2025-06-23",
      "Exit code 0: loaded; 1: loaded, but lines were left out; 2: a file was refused."
    })
public final class LoadCommand implements Callable<Integer> {
  private static final int LOADED = 0;
  private static final int WITHOUT_SOME_LINES = 1;
  private static final int REFUSED = 2;

  @Mixin private final Terminal terminal = new Terminal();

  @Mixin private final FileOptions files = new FileOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL|DIR",
      description = "FHIR server or folder.")
  private String to = "";

  @Option(
      names = "--token-file",
      paramLabel = "F",
      description =
          "File with the access token for a server that asks for one, of a client that its price-units.security.knowledge-editors names; a token on the command line would be seen by everybody.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--standalone",
      description =
          "The folder is for a server of another maker: what this program brings does not count as held. Else the folder gets what differs, for price --knowledge.")
  private boolean standalone;

  @Option(names = "--dry-run", description = "Says what would change and writes nothing.")
  private boolean dryRun;

  @Option(
      names = "--progress",
      negatable = true,
      description = "A progress bar on the error stream; by itself on a terminal only.")
  private @Nullable Boolean progress;

  @Override
  public Integer call() throws IOException {
    LoadTarget target = target();
    LoadRun run =
        new LoadRun(
            target, files.toLoad(terminal), terminal.out(), terminal.progressBar(progress), dryRun);
    return switch (run.load()) {
      case LOADED -> LOADED;
      case WITHOUT_SOME_LINES -> WITHOUT_SOME_LINES;
      case REFUSED -> REFUSED;
    };
  }

  private LoadTarget target() throws IOException {
    if (to.startsWith("http:") || to.startsWith("https:")) {
      if (standalone) {
        throw terminal.wrongUse("--standalone is about a folder; a server says what it holds.");
      }
      return new ServerTarget(to, tokenFile == null ? null : Files.readString(tokenFile).strip());
    }
    Path folder = Path.of(to);
    return standalone
        ? new FolderTarget(folder)
        : new FolderTarget(folder, () -> new KnowledgeFiles(FhirContext.forR4Cached()).read(null));
  }
}
