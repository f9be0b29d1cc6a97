package org.priceunits.server.guard;

import static org.assertj.core.api.Assertions.assertThatCode;

import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.vectors.VectorRequest;
import org.priceunits.vectors.VectorRow;

/** Tests the fuzzer's initial inputs, and the inputs that it found. */
class BodiesAreAnsweredOrRefusedTest {
  private static final Path FOUND = Path.of("src/server/src/test/resources/fuzz");

  static List<Path> found() throws IOException {
    try (Stream<Path> files = Files.list(FOUND)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("found")
  void everyBodyThatWasFound(Path body) {
    assertThatCode(() -> PriceUnitsFuzzer.fuzzerTestOneInput(Files.readAllBytes(body)))
        .doesNotThrowAnyException();
  }

  /** A valid body cut at any position is refused, and causes no failure. */
  @Test
  void everyBeginningOfAValidBody() {
    byte[] body = body(VectorRow.all().get(0));
    for (int length = 0; length < body.length; length += 7) {
      PriceUnitsFuzzer.fuzzerTestOneInput(java.util.Arrays.copyOf(body, length));
    }
  }

  @Test
  void everyVectorRow() {
    VectorRow.all().forEach(row -> PriceUnitsFuzzer.fuzzerTestOneInput(body(row)));
  }

  static byte[] body(VectorRow row) {
    IParser json = ShippedKnowledge.FHIR.newJsonParser();
    return json.encodeResourceToString(VectorRequest.of(row)).getBytes(StandardCharsets.UTF_8);
  }

  /** Writes the valid bodies to a folder as initial inputs of the fuzzer. */
  public static void main(String[] args) throws IOException {
    Path corpus = Files.createDirectories(Path.of(args[0]));
    for (VectorRow row : VectorRow.all()) {
      Files.write(corpus.resolve("vector-" + row.id()), body(row));
    }
  }
}
