package org.priceunits.loading.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.priceunits.loading.FolderTarget;

/**
 * The shipped content is made from CMS's files. {@code -Dcontent.write=true} writes {@code
 * fhir-resources} anew.
 */
class ShippedContentTest {
  private static final Path SOURCES = Path.of("../shared/data");
  private static final Path COMMITTED = Path.of("fhir-resources");

  @Test
  void theCommittedFilesAreWhatTheProgramWrites(@TempDir Path folder) throws IOException {
    assumeTrue(Files.isDirectory(SOURCES), "the source files are not here");

    Path target = Boolean.getBoolean("content.write") ? COMMITTED : folder;
    new FolderTarget(target).write(new ShippedContent(SOURCES).resources());

    Map<String, String> written = texts(target);
    assertThat(written).hasSizeGreaterThan(30);
    written.forEach(
        (name, text) -> assertThat(COMMITTED.resolve(name)).as(name).exists().hasContent(text));
  }

  @Test
  void writingTwiceGivesTheSameResources() throws IOException {
    assumeTrue(Files.isDirectory(SOURCES), "the source files are not here");

    List<Resource> first = new ShippedContent(SOURCES).resources();
    List<Resource> second = new ShippedContent(SOURCES).resources();

    assertThat(second)
        .zipSatisfy(first, (one, other) -> assertThat(one.equalsDeep(other)).isTrue());
  }

  private static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
