package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Uses the library as another program would: compiles the README's lines of Java against the jar
 * and what it declares, and runs them in a JVM of their own.
 */
class LibraryFromOutsideIT {
  private static final Path TARGET = Path.of("src/core/target");
  private static final Pattern LINES = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final int MOST_LINES = 8;

  /** What an editor would import for the README's lines. */
  private static final String PROGRAM =
      """
      import ca.uhn.fhir.context.FhirContext;
      import ca.uhn.fhir.parser.IParser;
      import java.nio.file.*;
      import org.hl7.fhir.r4.model.*;
      import org.priceunits.pricing.*;

      class Ehr {
        public static void main(String[] arguments) throws Exception {
          %s
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void theReadmesLinesPriceAnAdministration() throws Exception {
    String lines = readme(LINES);
    assertThat(lines.lines().count()).isLessThanOrEqualTo(MOST_LINES);
    Files.writeString(folder.resolve("administration.json"), readme(firstRequest()));
    Path source = Files.writeString(folder.resolve("Ehr.java"), PROGRAM.formatted(lines));

    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath(), "-d", folder.toString(), source.toString());
    assertThat(compiled).isZero();

    String said = run();
    assertThat(said).contains("\"resourceType\":\"Claim\"").contains("\"code\":\"JW\"");
    assertThat(said).contains("The discarded amount of 20 mg");
  }

  @Test
  void theClassPathIsSmall() throws IOException {
    List<Path> jars = Stream.of(classPath().split(File.pathSeparator)).map(Path::of).toList();
    long bytes = 0;
    for (Path jar : jars) {
      bytes += Files.size(jar);
    }
    assertThat(Path.of("README.md"))
        .content()
        .contains("%d jars of %d MB".formatted(jars.size(), bytes >> 20));
    assertThat(jars)
        .noneMatch(
            jar -> jar.getFileName().toString().matches(".*(spring|jpa|servlet|hibernate).*"));
  }

  /** Returns the body of the README's request. */
  private static Pattern firstRequest() {
    return Pattern.compile("-d '\\n(\\{.*?\\n})'", Pattern.DOTALL);
  }

  private static String readme(Pattern part) throws IOException {
    Matcher found = part.matcher(Files.readString(Path.of("README.md")));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String classPath() throws IOException {
    String declared = Files.readString(TARGET.resolve("declared-class-path")).strip();
    try (Stream<Path> built = Files.list(TARGET)) {
      Path jar =
          built
              .filter(file -> file.toString().matches(".*price-units-core-[0-9.]+\\.jar"))
              .findFirst()
              .orElseThrow();
      return jar.toAbsolutePath() + File.pathSeparator + declared;
    }
  }

  private String run() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + File.pathSeparator + classPath(),
                "Ehr")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
