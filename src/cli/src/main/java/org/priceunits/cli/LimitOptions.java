package org.priceunits.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.priceunits.loading.cms.CmsFileNames;
import org.priceunits.loading.cms.PaymentLimit;
import org.priceunits.loading.cms.PaymentLimitFile;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Reading;
import picocli.CommandLine.Option;

/** The options of CMS's payment limits. */
final class LimitOptions {
  @Option(
      names = "--asp",
      paramLabel = "F",
      description = "Payment limits, section 508 csv or the zip; each needs its --posted.")
  private List<Path> asp = List.of();

  @Option(
      names = "--posted",
      paramLabel = "DATE",
      description =
          "Day on which CMS posted the payment limits; one for each --asp, in the same order.")
  private List<LocalDate> posted = List.of();

  /** Reads the limits of all files; a file without its day is wrong use. */
  LoadedLimits read(Terminal terminal) throws IOException {
    if (asp.size() != posted.size()) {
      throw terminal.wrongUse(
          "--asp needs --posted: the day on which CMS posted the file, one for each file.");
    }
    return new LoadedLimits(asp, posted, limits());
  }

  /**
   * Returns the payment limits by file: their dosage texts are a second source beside the
   * descriptions. A file that will be refused contributes none.
   */
  private List<List<PaymentLimit>> limits() throws IOException {
    List<List<PaymentLimit>> limits = new ArrayList<>();
    for (Path file : asp) {
      limits.add(
          PublishedFile.of(file.toString(), Files.readAllBytes(file), CmsFileNames::isLimits)
                      instanceof Reading.Read<PublishedFile> opened
                  && PaymentLimitFile.read(opened.records().get(0).bytes())
                      instanceof Reading.Read<PaymentLimit> read
              ? read.records()
              : List.of());
    }
    return limits;
  }
}
