package org.priceunits.loading;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A published file on disk.
 *
 * @param member matches its name in a zip
 * @param posted the day on which it was posted; null if the file is not dated so
 * @param load plans its load
 */
public record FileToLoad(
    Path path, Predicate<String> member, @Nullable LocalDate posted, FileLoad load) {
  String name() {
    return path.getFileName().toString();
  }
}
