package org.priceunits.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir private Path parent;

  @Test
  void whatIsCompleteTakesItsName() throws IOException {
    try (OutputFolder folder = new OutputFolder(parent.resolve("claims"))) {
      Files.writeString(folder.file("Claim.ndjson"), "all");
      folder.publish();
    }

    assertThat(parent).isDirectoryContaining("glob:**/claims");
    assertThat(parent.resolve("claims/Claim.ndjson")).hasContent("all");
    assertThat(Files.list(parent)).hasSize(1);
  }

  /** The run goes on while the process ends: what comes late must not bring a part back. */
  @Test
  void anInterruptedRunPublishesNothingAndLeavesNothing() throws IOException {
    try (OutputFolder folder = new OutputFolder(parent.resolve("claims"))) {
      Files.writeString(folder.file("Claim.ndjson"), "a part");
      folder.interrupted();

      assertThatThrownBy(folder::publish).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> new PatientPartitions(folder.temporary().resolve("patients"), 0, 1))
          .isInstanceOf(IOException.class);
      assertThat(Files.list(parent)).isEmpty();
    }
    assertThat(Files.list(parent)).isEmpty();
  }
}
