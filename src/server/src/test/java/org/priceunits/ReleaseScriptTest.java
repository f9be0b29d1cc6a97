package org.priceunits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A release of a build that lacks something is refused before anything is written. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs the shell script")
class ReleaseScriptTest {
  private static final String LICENCES = "META-INF/THIRD-PARTY.txt";
  private static final String CONTENTS = "META-INF/sbom/application.cdx.json";
  private static final String JAR = "target/price-units-9.9.jar";
  private static final String COMMAND_LINE = "target/price-units-cli-9.9.zip";
  private static final String LIBRARY = "src/core/target/price-units-core-9.9.jar";
  private static final String GUIDE = "src/guide/target/price-units-guide-9.9.jar";

  private Path build = Path.of("");

  @BeforeEach
  void wholeBuild(@TempDir Path build) throws IOException {
    this.build = build;
    Files.createDirectories(build.resolve(".ci"));
    Files.copy(Path.of(".ci/release"), build.resolve(".ci/release"));
    Files.writeString(build.resolve("pom.xml"), "<project>\n<version>9.9</version>\n</project>");
    jar(JAR, LICENCES, CONTENTS);
    jar(COMMAND_LINE, "a");
    jar(LIBRARY, "a");
    jar(GUIDE, "ig/package.tgz");
  }

  @ParameterizedTest
  @CsvSource({
    JAR + ",, no " + JAR,
    COMMAND_LINE + ",, no " + COMMAND_LINE,
    LIBRARY + ",, no " + LIBRARY,
    GUIDE + ",, no " + GUIDE,
    GUIDE + ", index.html, no ig/package.tgz in " + GUIDE,
    JAR + ", " + LICENCES + ", no " + CONTENTS + " in " + JAR,
    JAR + ", " + CONTENTS + ", no " + LICENCES + " in " + JAR
  })
  void whatIsMissingIsNamedAndTheEarlierReleaseStays(String built, String entry, String sentence)
      throws Exception {
    Path earlier = build.resolve("target/release/SHA256SUMS");
    Files.createDirectories(earlier.getParent());
    Files.writeString(earlier, "earlier");
    Files.delete(build.resolve(built));
    if (entry != null) {
      jar(built, entry);
    }

    assertThat(said()).startsWith(".ci/release: " + sentence).contains("run ./mvnw package");
    assertThat(earlier).hasContent("earlier");
    assertThat(build.resolve("target/release.unfinished")).doesNotExist();
  }

  /** Runs the script, which fails, and returns what it says. */
  private String said() throws IOException, InterruptedException {
    Process script =
        new ProcessBuilder("bash", ".ci/release")
            .directory(build.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(script.exitValue()).as(said).isEqualTo(1);
    return said;
  }

  private void jar(String path, String... entries) throws IOException {
    Path file = build.resolve(path);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String entry : List.of(entries)) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(1);
        zip.closeEntry();
      }
    }
  }
}
