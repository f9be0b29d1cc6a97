package org.priceunits.server.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.priceunits.bulk.NightOfRecords;
import org.priceunits.cli.bulk.BulkFormat;
import org.priceunits.cli.bulk.BulkRun;
import org.priceunits.loading.ProgressBar;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.pricing.PricedAs;

/** The records of a night as one body, and what the command line makes of them. */
final class Night {
  private final Path folder;
  private final String body;

  /** Makes the records of some patients, the same for the same numbers. */
  Night(Path folder, int patients, int administrations) {
    this.folder = folder;
    try {
      Path export = folder.resolve("export");
      NightOfRecords.write(export, patients, administrations, 7);
      try (Stream<Path> files = Files.list(export)) {
        body = files.sorted().map(Night::text).collect(Collectors.joining()) + WITHOUT_PATIENT;
      }
      Files.writeString(folder.resolve(BodyLines.NAME), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was discarded of an administration that is not there, by itself, and a broken line. */
  private static final String WITHOUT_PATIENT =
      """
      {"resourceType":"MedicationAdministration","id":"alone","status":"not-done","statusReason":[{"coding":[{"system":"https://price-units.github.io/fhir/CodeSystem/waste-reason","code":"drug-discarded"}]}],"partOf":[{"reference":"MedicationAdministration/gone"}]}
      {"resourceType":"MedicationAdministration"
      """;

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String body() {
    return body;
  }

  /** Prices the body by the command line's run, for the payer medicare. Returns the folder. */
  Path byTheCommandLine(ClaimPricer pricer, Instant created) throws IOException {
    Path output = folder.resolve("claims-" + created.toEpochMilli());
    new BulkRun(
            pricer,
            () -> new CallInputs().payer("medicare"),
            new BulkFormat(PricedAs.CLAIM, false),
            2,
            new ProgressBar(new PrintWriter(Writer.nullWriter()), 1))
        .price(
            List.of(folder.resolve(BodyLines.NAME).toString()),
            InputStream.nullInputStream(),
            output,
            created);
    return output;
  }
}
