package org.priceunits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page rewords sentences of the server: each of its patterns is of a sentence that there is.
 */
class PageWordsTest {
  private static final Pattern PATTERN = Pattern.compile("(?m)^  \\[/(.+)/g, ");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]++|\\\\.)*+)\"");

  @Test
  void everyPatternIsOfASentenceOfTheProgramOrOfAnExample() throws IOException {
    List<String> patterns =
        PATTERN
            .matcher(Files.readString(Path.of("src/server/src/main/resources/static/words.js")))
            .results()
            .map(pattern -> pattern.group(1))
            .toList();
    String said = sentences();

    assertThat(patterns).hasSizeGreaterThan(50).doesNotHaveDuplicates();
    assertThat(patterns).allMatch(pattern -> Pattern.compile(pattern).matcher(said).find());
  }

  /** Returns all literals, one on a line, with a word at each place that the program fills in. */
  private static String sentences() {
    Stream<String> code =
        Stream.of("core", "cli", "server")
            .flatMap(module -> texts(Path.of("src", module, "src/main/java")))
            .map(text -> text.replaceAll("\"\\s*\\+\\s*\"", ""));
    return Stream.of(
            code,
            texts(Path.of("ig/input/examples")),
            texts(Path.of("fhir-resources/CodeSystem-price-units-issue.json")))
        .flatMap(texts -> texts)
        .flatMap(text -> LITERAL.matcher(text).results().map(literal -> literal.group(1)))
        .map(literal -> literal.replaceAll("%(\\d\\$)?s", "J0202"))
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> texts(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(file -> file.toString().matches(".*\\.(java|json)")).toList().stream()
          .map(PageWordsTest::text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
