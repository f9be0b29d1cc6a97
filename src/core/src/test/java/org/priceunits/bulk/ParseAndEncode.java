package org.priceunits.bulk;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * What bulk pricing is compared with: HAPI's parser reads each line of a file, and encodes the same
 * resources again and again until as many lines as the real run wrote are written.
 *
 * <p>{@code ParseAndEncode FILE OUTPUT ENCODED THREADS}: ENCODED is a file that the real run wrote;
 * one line of each hundred of it is encoded.
 */
public final class ParseAndEncode {
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final int SAMPLE = 100;

  private ParseAndEncode() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    Path output = Path.of(arguments[1]);
    Path encoded = Path.of(arguments[2]);
    int threads = Integer.parseInt(arguments[3]);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (var done : pool.invokeAll(tasks(file, output, encoded, threads))) {
        done.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  private static List<Callable<Void>> tasks(Path file, Path output, Path encoded, int threads) {
    return IntStream.range(0, threads)
        .<Callable<Void>>mapToObj(
            own ->
                () -> {
                  parse(file, own, threads);
                  encode(encoded, Path.of(output + "." + own), own, threads);
                  return null;
                })
        .toList();
  }

  private static void parse(Path file, int own, int threads) throws IOException {
    IParser parser = FHIR.newJsonParser();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (number++ % threads == own) {
          parser.parseResource(line);
        }
      }
    }
  }

  private static void encode(Path encoded, Path output, int own, int threads) throws IOException {
    IParser parser = FHIR.newJsonParser();
    IBaseResource sample = null;
    try (BufferedReader lines = Files.newBufferedReader(encoded);
        BufferedWriter out = Files.newBufferedWriter(output)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (sample == null || number % SAMPLE == 0) {
          sample = parser.parseResource(line);
        }
        if (number++ % threads == own) {
          out.write(parser.encodeResourceToString(sample));
          out.write('\n');
        }
      }
    }
  }
}
