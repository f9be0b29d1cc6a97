package org.priceunits.cli.bulk;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.GzipMembers;

/**
 * A file of NDJSON, plain or gzip.
 *
 * @param name for messages: the path from the folder that was named on
 * @param path null for standard input
 * @param bytes size on disk; 0 for standard input
 */
record InputFile(String name, @Nullable Path path, long bytes) {
  /** Names standard input among the inputs. */
  static final String STANDARD_INPUT = "-";

  private static final int BUFFER = 1 << 16;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  /**
   * Returns the files of the inputs in a fixed order.
   *
   * @param inputs files; folders, of which every {@code .ndjson} and {@code .ndjson.gz} file
   *     counts, in folders below too, linked ones among them; or {@code -}
   * @throws IOException if an input does not exist, a folder has no such file, or a link leads
   *     nowhere or in a circle
   */
  static List<InputFile> of(List<String> inputs) throws IOException {
    List<InputFile> files = new ArrayList<>();
    for (String input : inputs) {
      if (input.equals(STANDARD_INPUT)) {
        files.add(new InputFile("standard input", null, 0));
        continue;
      }
      Path path = Path.of(input);
      if (!Files.isDirectory(path)) {
        files.add(new InputFile(String.valueOf(path.getFileName()), path, Files.size(path)));
        continue;
      }
      List<Path> found = ndjson(path);
      if (found.isEmpty()) {
        throw new IOException(
            "%s has no .ndjson or .ndjson.gz file. Name the folder of the export.".formatted(path));
      }
      for (Path file : found) {
        files.add(new InputFile(path.relativize(file).toString(), file, Files.size(file)));
      }
    }
    return files;
  }

  /** Linked files and folders count as what they link to: nothing of an export may be lost. */
  private static List<Path> ndjson(Path folder) throws IOException {
    List<Path> found;
    try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      found = all.filter(file -> file.toString().matches(".*\\.ndjson(\\.gz)?")).sorted().toList();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof FileSystemLoopException loop) {
        throw new IOException(
            "%s links to a folder that it is in, whose files would have no end. Remove the link."
                .formatted(loop.getFile()),
            loop);
      }
      throw e.getCause();
    }
    List<Path> files = new ArrayList<>(found.size());
    Set<Path> real = new HashSet<>();
    for (Path file : found) {
      if (Files.isSymbolicLink(file) && Files.notExists(file)) {
        throw new IOException("%s links to a file that is not there.".formatted(file));
      }
      // A file that is there twice, by its name and by a link, is one.
      if (Files.isRegularFile(file) && real.add(file.toRealPath())) {
        files.add(file);
      }
    }
    return files;
  }

  /**
   * Opens the file; what begins as gzip is unpacked, whatever its name.
   *
   * @param observed is read in place of the bytes on disk
   */
  InputStream open(InputStream standardInput, UnaryOperator<InputStream> observed)
      throws IOException {
    InputStream raw = path == null ? standardInput : Files.newInputStream(path);
    InputStream bytes = new BufferedInputStream(observed.apply(raw), BUFFER);
    bytes.mark(2);
    boolean gzip = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
    bytes.reset();
    return gzip ? new BufferedInputStream(GzipMembers.of(bytes, BUFFER), BUFFER) : bytes;
  }
}
