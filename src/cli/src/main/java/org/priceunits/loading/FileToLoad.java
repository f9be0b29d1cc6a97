package org.priceunits.loading;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Reading;

/**
 * A published file, on disk or in this program.
 *
 * @param path where it is; of a file in this program its name alone
 * @param opening reads it
 * @param posted the day on which it was posted; null if the file is not dated so
 * @param load plans its load
 */
public record FileToLoad(Path path, Opening opening, @Nullable LocalDate posted, FileLoad load) {

  /** Reads the file when its turn comes. */
  @FunctionalInterface
  public interface Opening {
    Reading<PublishedFile> open() throws IOException;
  }

  /**
   * A file on disk.
   *
   * @param member matches its name in a zip
   */
  public FileToLoad(
      Path path, Predicate<String> member, @Nullable LocalDate posted, FileLoad load) {
    this(path, () -> PublishedFile.in(path, member), posted, load);
  }

  String name() {
    return path.getFileName().toString();
  }
}
