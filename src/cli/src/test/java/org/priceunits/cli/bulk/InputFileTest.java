package org.priceunits.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  @TempDir private Path temporary;
  private Path folder = Path.of("");

  @BeforeEach
  void export() throws IOException {
    folder = Files.createDirectories(temporary.resolve("export"));
    Files.writeString(folder.resolve("a.ndjson"), "{}");
    Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere/below"));
    Files.writeString(elsewhere.resolve("b.ndjson"), "{}");
    Files.writeString(elsewhere.resolve("c.ndjson.gz"), "");
    Files.writeString(elsewhere.resolve("d.json"), "{}");
  }

  @Test
  void linkedFilesAndFoldersCountAsOthersDoAndOnce() throws IOException {
    Files.createSymbolicLink(folder.resolve("linked"), temporary.resolve("elsewhere"));
    Path one = Files.writeString(temporary.resolve("one"), "{}");
    Files.createSymbolicLink(folder.resolve("one.ndjson"), one);
    Files.createSymbolicLink(
        folder.resolve("twice.ndjson"), temporary.resolve("elsewhere/below/b.ndjson"));
    Files.createSymbolicLink(
        folder.resolve("one.json"), temporary.resolve("elsewhere/below/b.ndjson"));

    assertThat(InputFile.of(List.of(folder.toString())))
        .extracting(InputFile::name)
        .containsExactly(
            "a.ndjson", "linked/below/b.ndjson", "linked/below/c.ndjson.gz", "one.ndjson");
  }

  @Test
  void aFolderThatIsItselfALinkIsRead() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("today"), folder);

    assertThat(InputFile.of(List.of(link.toString())))
        .extracting(InputFile::name)
        .containsExactly("a.ndjson");
  }

  @Test
  void aLinkInACircleIsRefused() throws IOException {
    Path below = Files.createDirectory(folder.resolve("below"));
    Files.createSymbolicLink(below.resolve("up"), folder);

    assertThatThrownBy(() -> InputFile.of(List.of(folder.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "up links to a folder that it is in, whose files would have no end. Remove the link.");
  }

  @Test
  void aLinkThatLeadsNowhereIsRefusedWhereItsFileWouldCount() throws IOException {
    Files.createSymbolicLink(folder.resolve("gone.json"), temporary.resolve("gone"));
    assertThat(InputFile.of(List.of(folder.toString()))).hasSize(1);

    Files.createSymbolicLink(folder.resolve("gone.ndjson"), temporary.resolve("gone"));
    assertThatThrownBy(() -> InputFile.of(List.of(folder.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("gone.ndjson links to a file that is not there.");
  }
}
