package org.priceunits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's table of modules names each package where it is. */
class ExtendingPageTest {
  private static final Path PAGE = Path.of("ig/input/pagecontent/extending.md");

  @ParameterizedTest
  @ValueSource(strings = {"src/core", "src/cli", "src/spark", "src/server", "src/guide"})
  void eachPackageIsNamedInTheRowOfItsModule(String module) throws IOException {
    String row =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `" + module + "` |"))
            .findFirst()
            .orElse("");

    assertThat(packages(module))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(names(name)).as(name).anyMatch(row::contains));
  }

  /** Returns how a row may write a package: whole, or below the one that was named before it. */
  private static List<String> names(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    boolean isRoom = name.startsWith("domain.billing.");
    return Stream.of(name, last.equals(name) ? name : "." + last, isRoom ? last : name)
        .map("`%s`"::formatted)
        .toList();
  }

  private static List<String> packages(String module) throws IOException {
    Path root = Path.of(module, "src/main/java/org/priceunits");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.endsWith("package-info.java"))
          .map(file -> root.relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."))
          .sorted()
          .toList();
    }
  }
}
