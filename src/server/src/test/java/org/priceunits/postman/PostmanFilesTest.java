package org.priceunits.postman;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.examples.Golden;

/** Tests that the files match the examples; {@code -Dexamples.write=true} writes them. */
class PostmanFilesTest {
  private static final Map<String, Supplier<String>> FILES =
      Map.of(
          "price-units.postman_collection.json", Collection::postman,
          "price-units.postman_environment.json", Environment::local,
          "price-units-with-issuer.postman_environment.json", Environment::withIssuer,
          "price-units.http", Collection::http);

  @Test
  void everyRequestSaysWhatItShowsAndKeepsItsAnswer() {
    for (Collection.Folder folder : Collection.folders()) {
      for (Sent sent : folder.requests()) {
        String name = folder.name() + ": " + sent.name();
        assertThat(sent.description() + Kept.description(folder.name(), sent))
            .as(name)
            .isNotBlank();
        assertThat(
                sent.after().isEmpty()
                    && sent.answer().isEmpty()
                    && Kept.answer(folder.name(), sent).isMissingNode())
            .as(name + " has no answer; node postman.mjs BASE COLLECTION ANSWERS keeps it")
            .isFalse();
      }
    }
    assertThat(Kept.ofNoRequest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "price-units.postman_collection.json",
        "price-units.postman_environment.json",
        "price-units-with-issuer.postman_environment.json",
        "price-units.http"
      })
  void theFileIsMadeOfTheExamples(String name) throws IOException {
    Path file = Path.of("postman", name);
    String made = FILES.get(name).get();
    if (Golden.isWritten()) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, made);
    }
    assertThat(Files.readString(file)).isEqualTo(made);
  }
}
