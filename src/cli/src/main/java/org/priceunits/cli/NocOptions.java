package org.priceunits.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.priceunits.loading.FileToLoad;
import org.priceunits.loading.NocLoad;
import org.priceunits.loading.cms.CmsFileNames;
import org.priceunits.loading.cms.NocFile;
import org.priceunits.loading.cms.NocPackage;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Reading;
import picocli.CommandLine.Option;

/** The options of CMS's payment limits of drugs without a code of their own. */
final class NocOptions {
  @Option(
      names = "--noc",
      paramLabel = "F",
      description =
          "Payment limits of drugs without a code (NOC), section 508 csv or the zip; each needs its --noc-posted and --noc-crosswalk.")
  private List<Path> nocs = List.of();

  @Option(
      names = "--noc-posted",
      paramLabel = "DATE",
      description = "Day on which CMS posted them; one for each --noc, in the same order.")
  private List<LocalDate> nocPosted = List.of();

  @Option(
      names = "--noc-crosswalk",
      paramLabel = "F",
      description = "NOC NDC-HCPCS crosswalk of the same quarter; one for each --noc.")
  private List<Path> nocCrosswalks = List.of();

  /** Returns the files; one without its day and its packages is wrong use. */
  List<FileToLoad> toLoad(Terminal terminal) throws IOException {
    if (nocs.size() != nocPosted.size() || nocs.size() != nocCrosswalks.size()) {
      throw terminal.wrongUse(
          "--noc needs --noc-posted and --noc-crosswalk: the day of the posting and the packages, one for each file.");
    }
    List<FileToLoad> toLoad = new ArrayList<>();
    for (int i = 0; i < nocs.size(); i++) {
      NocLoad load = new NocLoad(nocPosted.get(i), nocPackages(nocCrosswalks.get(i)));
      toLoad.add(new FileToLoad(nocs.get(i), CmsFileNames::isNocPricing, nocPosted.get(i), load));
    }
    return toLoad;
  }

  private static Reading<NocPackage> nocPackages(Path file) throws IOException {
    Reading<PublishedFile> opened =
        PublishedFile.of(file.toString(), Files.readAllBytes(file), CmsFileNames::isNocCrosswalk);
    return opened instanceof Reading.Read<PublishedFile> read
        ? NocFile.packages(read.records().get(0).bytes())
        : new Reading.WrongFile<>(((Reading.WrongFile<PublishedFile>) opened).reason());
  }
}
